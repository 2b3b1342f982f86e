import { exportFormats } from '@/lib/domain/exports/policy'
import { currentSession, requireActor } from '@/lib/server/auth/require-actor'
import { exportedLists } from '@/lib/server/exports/list-source'
import { takeList } from '@/lib/server/exports/take-list'
import { askedOf } from './asked-of'
import { takeRefusals } from './export-words'
import { fileAnswer, plain } from './file-answer'

/** The list of a page as a file: the page's own address with `list` and `format` before it. A long one leads to its export. */
export async function GET(request: Request): Promise<Response> {
  if (!(await currentSession())) return plain('Your session has ended: sign in again.', 401)
  const ctx = await requireActor('console.read')
  const params = new URL(request.url).searchParams
  const list = exportedLists.find((one) => one === params.get('list'))
  const format = exportFormats.find((one) => one === params.get('format'))
  if (!list || !format) return plain('Such a file is not made here: go by the buttons above a list.', 400)
  const { asked, filterWords } = await askedOf(ctx, list, params)
  const made = await takeList(ctx, { ...asked, format, filterWords })
  if (!made.ok) return plain(...takeRefusals[made.reason])
  if ('exportId' in made.value)
    return new Response(null, { status: 303, headers: { location: `/exports/${made.value.exportId}` } })
  return fileAnswer(made.value.file)
}
