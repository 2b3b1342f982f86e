import { db } from '@/lib/server/db/client'

/** Up when the database answers. Says nothing else: it has no sign-in. */
export async function GET(): Promise<Response> {
  try {
    await db().pool.query('SELECT 1')
    return Response.json({ ok: true })
  } catch {
    return Response.json({ ok: false }, { status: 503 })
  }
}
