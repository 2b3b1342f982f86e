import { createHash, type Hash } from 'node:crypto'
import { type CheckedStatement, statementCheck } from '@/lib/domain/statements/check-statement'
import { occurrenceCounter } from '@/lib/domain/statements/line-identity'
import type { StatementEvent, StatementLineFact } from '@/lib/domain/statements/statement'
import { breaking, type StatementTrouble } from '@/lib/domain/statements/trouble'
import type { Ctx } from '../context'
import { accountOfStatement, type KnownAccount } from './known-accounts'
import { lineKey } from './lines/line-key'
import { mostTroubles } from './outcome'

/** A statement of the file that is fit to be kept, but for its refused lines. */
export type StatementDraft = {
  account: KnownAccount
  checked: CheckedStatement
  contentHash: string
  refused: number
  troubles: StatementTrouble[]
}
export type JudgedFile = {
  drafts: StatementDraft[]
  troubles: StatementTrouble[]
  lines: number
  refused: number
  breaks: boolean
}

/** Refused lines that are held of all statements of a file; beyond them they are only counted. */
const mostHeld = 20 * mostTroubles

type Open = {
  account: KnownAccount
  hash: Hash
  refused: number
  troubles: StatementTrouble[]
  counter: ReturnType<typeof occurrenceCounter>
}

/** Reads a file once and holds every law over it, without touching a table. Stops at the first thing that breaks it. */
export async function judgeFile(
  ctx: Ctx,
  events: AsyncIterable<StatementEvent>,
  accounts: readonly KnownAccount[],
  chosen: KnownAccount | null,
): Promise<JudgedFile> {
  const file: JudgedFile = { drafts: [], troubles: [], lines: 0, refused: 0, breaks: false }
  const check = statementCheck()
  let [open, held]: [Open | null, number] = [null, 0]
  const note = (trouble: StatementTrouble) => {
    file.breaks ||= trouble.breaks
    if (!trouble.breaks) file.refused++
    if (file.troubles.length < mostTroubles) file.troubles.push(trouble)
    else if (trouble.breaks) file.troubles[mostTroubles - 1] = trouble
    if (!open || trouble.breaks) return
    open.refused++
    if (open.troubles.length < mostTroubles && held++ < mostHeld) open.troubles.push(trouble)
  }
  for await (const event of events) {
    const { troubles, finished } = check.take(event)
    for (const trouble of troubles) note(trouble)
    if (finished && open) file.drafts.push(draftOf(open, finished))
    if (finished) open = null
    if (event.kind === 'trouble') note(event.trouble)
    if (event.kind === 'statement' && !event.head.isContinued) {
      const account = accountOfStatement(ctx, accounts, chosen, event.head)
      if ('code' in account) note(account)
      else open = { account, hash: createHash('sha256'), refused: 0, troubles: [], counter: occurrenceCounter() }
    }
    if (event.kind === 'entry' && open) {
      file.lines++
      const trouble = takeLine(ctx, open, event.entry)
      if (trouble) note(trouble)
    }
    if (file.breaks) break
  }
  return file
}

function takeLine(ctx: Ctx, open: Open, entry: StatementLineFact): StatementTrouble | null {
  const key = lineKey(ctx.actor.marketplaceId, open.account.id, entry)
  open.hash.update(key)
  if (open.counter.next(entry.bookedOn, key) !== null) return null
  const says = 'This line is of a day that lies far behind: a file this large must be in the order of its days'
  return breaking(entry.line, 'out_of_order', says, 'Sort it by the booked day, or import it in parts.')
}

function draftOf({ account, hash, refused, troubles }: Open, checked: CheckedStatement): StatementDraft {
  const { openingMinor, openingOn, closingMinor, closingOn, head } = checked
  for (const part of [account.id, openingMinor, openingOn, closingMinor, closingOn, head.sequence, head.page])
    hash.update(`|${part}`)
  return { account, checked, contentHash: hash.digest('hex'), refused, troubles }
}
