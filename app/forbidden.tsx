import { NotYourRole } from '@/components/state/not-your-role'

export default function Forbidden() {
  return (
    <main className="sheet">
      <NotYourRole level={1} />
    </main>
  )
}
