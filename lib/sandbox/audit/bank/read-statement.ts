import type { BankAccountBody } from '../../bank/files/account-body'
import type { StatementFile } from '../../bank/files/statement-file'
import { dayFrom, type ReadFile, type ReadLine } from './figures'
import { readCamt } from './read-camt'
import { readCsv } from './read-csv'
import { readMt940 } from './read-mt940'

export type ReadBank = { lines: ReadLine[]; isCovered: (day: number) => boolean }

/** All statements of one account: each line once, and the days that they cover. A file that does not add up is refused. */
export function readStatements(account: BankAccountBody, files: readonly StatementFile[]): ReadBank {
  const lines = new Map<string, ReadLine>()
  for (const file of files) {
    const read = readFile(account, file)
    const sum = read.lines.reduce((total, line) => total + line.amount, read.opening)
    if (sum !== read.closing) throw new Error(`${file.name}: its lines do not lead from opening to closing`)
    for (const line of read.lines) keep(lines, line, file)
  }
  const isCovered = (day: number) => files.some((file) => dayFrom(file.from) <= day && day <= dayFrom(file.to))
  return { lines: [...lines.values()], isCovered }
}

/** A statement may repeat a line, but only word for word. */
function keep(lines: Map<string, ReadLine>, line: ReadLine, file: StatementFile): void {
  const before = lines.get(line.reference)
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(line))
    throw new Error(`${file.name}: ${line.reference} is two lines`)
  if (line.day < dayFrom(file.from) || line.day > dayFrom(file.to))
    throw new Error(`${file.name}: ${line.reference} is outside its days`)
  lines.set(line.reference, line)
}

function readFile(account: BankAccountBody, file: StatementFile): ReadFile {
  const text = Buffer.from(file.base64, 'base64').toString('utf8')
  switch (account.format) {
    case 'camt.053':
      return readCamt(text)
    case 'mt940':
      return readMt940(text)
    case 'csv':
      return readCsv(text)
  }
}
