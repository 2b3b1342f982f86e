import type { BankAccount } from '../accounts'
import { isoDay } from '../calendar'
import type { Statement } from '../statements'
import { camt053 } from './camt053'
import { csv } from './csv'
import { mt940 } from './mt940'

/** A statement as the bank sends it. */
export type StatementFile = {
  seq: number
  name: string
  contentType: string
  from: string
  to: string
  base64: string
}

const KINDS = {
  'camt.053': { write: camt053, extension: 'xml', contentType: 'application/xml' },
  mt940: { write: mt940, extension: 'sta', contentType: 'text/plain' },
  csv: { write: csv, extension: 'csv', contentType: 'text/csv' },
} as const

export function statementFile(account: BankAccount, statement: Statement): StatementFile {
  const { write, extension, contentType } = KINDS[account.format]
  const [from, to] = [isoDay(statement.from), isoDay(statement.to)]
  return {
    seq: statement.seq,
    name: `${account.id}_${from}_${to}.${extension}`,
    contentType,
    from,
    to,
    base64: Buffer.from(write(account, statement), 'utf8').toString('base64'),
  }
}
