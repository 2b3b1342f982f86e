import { env } from '@/lib/server/env'

export type DemoSignIn = { name: string; email: string; role: string }
export type Demo = { password: string; people: readonly DemoSignIn[] }

/** The demo's people, and only where the environment says that this is the demo. */
export function demoSignIns(): Demo | null {
  const password = env().COUNTERFOIL_DEMO_PASSWORD
  return password ? { password, people: demoPeople } : null
}

const demoPeople: readonly DemoSignIn[] = [
  { name: 'Ana Quill', email: 'ana@fernhollow.example', role: 'Analyst' },
  { name: 'Cleo Marsh', email: 'cleo@fernhollow.example', role: 'Compliance' },
  { name: 'Eve Rowan', email: 'eve@fernhollow.example', role: 'Executive' },
  { name: 'Adam Thorne', email: 'adam@fernhollow.example', role: 'Admin' },
]
