import type { StatementMapping } from '@/lib/domain/statements/statement-mapping'
import type { TestDatabase } from '../../db/testing/test-database'
import { addBankAccount } from '../add-bank-account'
import { importStatement, type StatementImport } from '../import-statement'
import { spoolFile } from '../spool/spool-file'

export const mapping: StatementMapping = {
  delimiter: ',',
  skipLines: 0,
  encoding: null,
  decimal: 'point',
  days: 'YYYY-MM-DD',
  sign: 'as_written',
  columns: { bookedOn: 'Day', amount: 'Amount', text: ['Text'], counterparty: 'Name' },
}
export const csvHead = 'Day,Amount,Text,Name\n'

export type Mt940Line = [dayInOctober: number, cents: bigint, text: string]

/** A statement of October 2026 in MT940; the closing balance is what it should be, or what is given. */
export function mt940Of(
  number: string,
  opening: bigint,
  lines: readonly Mt940Line[],
  closing?: bigint,
  account = 'DE89370400440532013000',
): string {
  const sum = lines.reduce((total, [, cents]) => total + cents, opening)
  const booked = lines.flatMap(([day, cents, text]) => [
    `:61:2610${String(day).padStart(2, '0')}${cents < 0n ? 'D' : 'C'}${euros(cents)}NTRFNONREF`,
    `:86:${text}`,
  ])
  const fields = [
    `:20:S${number}`,
    `:25:${account}`,
    `:28C:${number}`,
    `:60F:${sign(opening)}261001EUR${euros(opening)}`,
  ]
  return [...fields, ...booked, `:62F:${sign(closing ?? sum)}261031EUR${euros(closing ?? sum)}`, '-', ''].join('\n')
}

const sign = (cents: bigint) => (cents < 0n ? 'D' : 'C')
function euros(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** A bank account in euros of the first marketplace, and how a text is imported into it. */
export async function bankOf(t: TestDatabase) {
  const number = 'DE89 3704 0044 0532 0130 00'
  const plain = {
    name: 'Main account',
    legalEntity: 'Fernhollow GmbH',
    country: null,
    payoutsOfAccount: 'acct_platform',
  }
  const added = await addBankAccount(t.ctxAs('analyst'), { ...plain, number, currency: 'eur' })
  if (!added.ok) throw new Error(added.reason)
  const bring = async (text: string | Uint8Array, over: Partial<StatementImport> = {}, ctx = t.ctxAs('analyst')) => {
    const file = await spoolFile(once(Buffer.from(text as string)))
    if (!file.ok) throw new Error(file.reason)
    const plainly = { format: null, encoding: null, bankAccountId: added.value, mapping: { id: null, mapping } }
    const result = await importStatement(ctx, {
      name: 'october.sta',
      file: file.value,
      ...plainly,
      keepGoodLines: false,
      dryRun: false,
      ...over,
    })
    if (!result.ok) throw new Error(result.reason)
    return result.value
  }
  return { accountId: added.value, bring }
}

/** Everything that an import may leave behind. */
export async function traces(t: TestDatabase): Promise<unknown> {
  const { rows } = await t.admin.query(
    `SELECT (SELECT count(*) FROM bank_statement) AS statements, (SELECT count(*) FROM bank_line) AS lines,
       (SELECT count(*) FROM bank_line_seen) AS seen, (SELECT count(*) FROM bank_refused_line) AS refused,
       (SELECT count(*) FROM bank_touch) AS touches, (SELECT count(*) FROM audit_entry WHERE action = 'bank.import') AS acts`,
  )
  return rows[0]
}
