import type { StatementEvent, StatementFact, StatementLineFact } from '@/lib/domain/statements/statement'
import type { StatementMapping } from '@/lib/domain/statements/statement-mapping'
import { type ReadOptions, readStatements } from '../read-statements'

export const camt = (statements: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId></GrpHdr>
${statements}
</BkToCstmrStmt></Document>
`

export const camtBalance = (code: string, amount: string, currency = 'EUR') =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount.replace('-', '')}</Amt><CdtDbtInd>${amount.startsWith('-') ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>2026-10-31</Dt></Dt></Bal>`

export const camtEntry = (amount: string, more = '', currency = 'EUR') =>
  `<Ntry><Amt Ccy="${currency}">${amount.replace('-', '')}</Amt><CdtDbtInd>${amount.startsWith('-') ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-10-30</Dt></BookgDt><ValDt><Dt>2026-10-31</Dt></ValDt>${more}</Ntry>`

export const camtStatement = (opening: string, closing: string, entries: readonly string[], id = 'S1') =>
  `<Stmt><Id>${id}</Id><ElctrncSeqNb>7</ElctrncSeqNb>
<Acct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id><Ccy>EUR</Ccy></Acct>
${camtBalance('OPBD', opening)}
${camtBalance('CLBD', closing)}
${entries.join('\n')}
</Stmt>`

export const mt940 = `:20:STARTUMS
:25:37040044/0532013000
:28C:7/1
:60F:C261030EUR100,00
:61:2610301030C50,00NTRFE2E-1//BANK-1
:86:166?00GUTSCHRIFT?20EREF+E2E-0001?21SVWZ+STRIPE PAYOUT?32STRIPE PAY
?33MENTS EUROPE
:61:2610311031RC7,5NRTINONREF//BANK-2
:86:returned
:62F:C261031EUR142,50
-
`

export const mapping: StatementMapping = {
  delimiter: ';',
  skipLines: 0,
  encoding: null,
  decimal: 'comma',
  days: 'DD.MM.YYYY',
  sign: 'as_written',
  columns: { bookedOn: 'Booked', amount: 'Amount', text: ['Text'], counterparty: 'Name', balance: 'Balance' },
}

export const csvOptions: ReadOptions = { format: 'csv', encoding: null, mapping, currency: 'eur' }

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Reads a whole file in chunks of a size. */
export async function eventsOf(file: string | Uint8Array, options: ReadOptions, size = 64): Promise<StatementEvent[]> {
  return Array.fromAsync(readStatements(inChunks(Buffer.from(file as string), size), options))
}

/** `line code: message` of everything wrong. */
export function troublesOf(events: readonly StatementEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'trouble' ? [`${event.trouble.line} ${event.trouble.code}: ${event.trouble.message}`] : [],
  )
}

export function linesOf(events: readonly StatementEvent[]): StatementLineFact[] {
  return events.flatMap((event) => (event.kind === 'entry' ? [event.entry] : []))
}

export function statementsOf(events: readonly StatementEvent[]): StatementFact[] {
  const facts: StatementFact[] = []
  for (const event of events) {
    if (event.kind === 'statement') facts.push({ ...event.head, lines: [] })
    if (event.kind === 'entry') facts.at(-1)?.lines.push(event.entry)
    const last = facts.at(-1)
    if (event.kind === 'closing' && last) last.closing = event.balance
  }
  return facts
}
