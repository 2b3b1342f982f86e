import { dayOf } from '@/lib/domain/matching/scoring/business-days'
import type { RawObject } from '@/lib/domain/provider/facts'
import { coveredDays, type StatementSpan } from '@/lib/domain/reconciliation/bank/covered-days'
import { decideBank } from '@/lib/domain/reconciliation/bank/decide-bank'
import type { BankMovement, StripeLine } from '@/lib/domain/reconciliation/bank/facts'
import { bankCalendar } from '@/lib/domain/reconciliation/bank/holidays'
import type { Finding } from '@/lib/domain/reconciliation/finding'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import { statementCheck } from '@/lib/domain/statements/check-statement'
import { matchText } from '@/lib/domain/statements/clear-reference'
import type { StatementLineFact } from '@/lib/domain/statements/statement'
import type { StatementMapping } from '@/lib/domain/statements/statement-mapping'
import { type ReadOptions, readStatements } from '@/lib/providers/bank/read-statements'

/** A bank account as its bank hands it out: the account and its files. */
export type SceneBank = {
  account: { id: string; currency: string; format: 'camt.053' | 'mt940' | 'csv'; stripeAccount: string }
  statements: { base64: string }[]
}

/** How the bank of the sandbox writes its CSV: what a person would say in the form. */
export const sceneCsv: StatementMapping = {
  delimiter: ';',
  skipLines: 0,
  encoding: null,
  decimal: 'comma',
  days: 'YYYY-MM-DD',
  sign: 'as_written',
  columns: {
    bookedOn: 'Booked',
    valueOn: 'Valued',
    amount: 'Amount',
    currency: 'Currency',
    text: ['Text'],
    counterparty: 'Counterparty',
    endToEndId: 'Reference',
    bankReference: 'Bank reference',
    balance: 'Balance',
  },
}

/** A movement, as `payout po_1`, and the bank's reference of the line that is tied to it. */
export type TiedPair = { movement: string; line: string }
type Judged = { findings: Finding[]; tied: TiedPair[] }

/** The files through the product's own readers, held against the payouts and top-ups of the scene. */
export async function judgeBank(bank: SceneBank, objects: readonly RawObject[], now: Date): Promise<Judged> {
  const { currency, stripeAccount, id } = bank.account
  const spans: StatementSpan[] = []
  const lines = new Map<string, StripeLine>()
  for (const file of bank.statements) await readFile(bank, file.base64, spans, lines)
  const facts = {
    stripeAccount,
    currency,
    movements: objects.filter((raw) => raw.currency === currency).flatMap((raw) => movementsOf(raw, objects)),
    lines: [...lines.values()],
    accounts: [{ bankAccountId: id, covered: coveredDays(spans) }],
  }
  const { findings, pairs } = decideBank(facts, bankCalendar(currency), reconPolicy, now)
  const tied = pairs.map(({ movement, line }) => ({
    movement: `${movement.kind} ${movement.objectId}`,
    line: line.reference,
  }))
  return { findings, tied }
}

async function readFile(bank: SceneBank, base64: string, spans: StatementSpan[], lines: Map<string, StripeLine>) {
  const options = optionsOf(bank)
  const check = statementCheck()
  async function* bytes() {
    yield Buffer.from(base64, 'base64')
  }
  for await (const event of readStatements(bytes(), options)) {
    if (event.kind === 'trouble') throw new Error(`${event.trouble.line}: ${event.trouble.message}`)
    const { troubles, finished } = check.take(event)
    if (troubles[0]) throw new Error(`${troubles[0].line}: ${troubles[0].message}`)
    if (finished) spans.push({ ...finished, format: options.format })
    if (event.kind === 'entry') keepLine(event.entry, bank.account.id, lines)
  }
}

function optionsOf({ account: { format, currency } }: SceneBank): ReadOptions {
  if (format === 'csv') return { format, encoding: null, mapping: sceneCsv, currency }
  return { format: format === 'mt940' ? 'mt940' : 'camt053', encoding: null }
}

function keepLine(entry: StatementLineFact, bankAccountId: string, lines: Map<string, StripeLine>): void {
  const { endToEndId, bankReference, transactionId, customerReference } = entry.references
  const words = [endToEndId, bankReference, transactionId, customerReference, entry.text, entry.counterparty]
  if (
    !matchText(...words)
      ?.split(' ')
      .includes('stripe')
  )
    return
  const reference = bankReference ?? ''
  lines.set(reference, {
    id: reference,
    bankAccountId,
    reference,
    bookedOn: entry.bookedOn,
    amountMinor: entry.amountMinor,
    words: words.filter((word) => word !== null),
  })
}

function movementsOf(raw: RawObject, objects: readonly RawObject[]): BankMovement[] {
  const [objectId, status, created] = [String(raw.id), String(raw.status), new Date(Number(raw.created) * 1000)]
  const minor = BigInt(Number(raw.amount))
  if (raw.object === 'topup') {
    return [{ kind: 'topup', objectId, status, created, amountMinor: -minor, day: utcDay(raw.created), traceId: null }]
  }
  if (raw.object !== 'payout') return []
  const traceId = (raw.trace_id as { value: string | null } | null)?.value ?? null
  const payout: BankMovement = {
    kind: 'payout',
    objectId,
    status,
    created,
    amountMinor: minor,
    day: utcDay(raw.arrival_date),
    traceId,
  }
  const back = objects.find((row) => row.source === objectId && row.reporting_category === 'payout_reversal')
  if (!back || status !== 'failed') return [payout]
  return [payout, { ...payout, kind: 'return', amountMinor: -minor, day: utcDay(back.created) }]
}

function utcDay(seconds: unknown) {
  return dayOf(Math.floor(Number(seconds) / 86_400))
}
