import type { BankAccount } from '../accounts'
import { type BankCode, type BankLine, total } from '../bank'
import { isoDay } from '../calendar'
import type { Statement } from '../statements'
import { decimal } from './decimal'

/** ISO 20022 bank transaction codes: family and sub-family under PMNT. */
const FAMILIES: Record<BankCode, readonly [string, string]> = {
  transfer_in: ['RCDT', 'ESCT'],
  transfer_out: ['ICDT', 'ESCT'],
  direct_debit: ['RDDT', 'ESDD'],
  return: ['ICDT', 'RRTN'],
  salary: ['ICDT', 'SALA'],
  charges: ['MDOP', 'CHRG'],
}

/** camt.053.001.08: one statement, one `Ntry` for every line. */
export function camt053(account: BankAccount, statement: Statement): string {
  const { from, to, seq, opening, lines } = statement
  const id = `${account.id.toUpperCase().replace('_', '')}-${isoDay(to)}-${seq}`
  const madeAt = `${isoDay(to + 86_400)}T04:10:00Z`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">',
    ' <BkToCstmrStmt>',
    `  <GrpHdr><MsgId>${id}</MsgId><CreDtTm>${madeAt}</CreDtTm></GrpHdr>`,
    '  <Stmt>',
    `   <Id>${id}</Id>`,
    `   <ElctrncSeqNb>${seq}</ElctrncSeqNb>`,
    `   <CreDtTm>${madeAt}</CreDtTm>`,
    `   <FrToDt><FrDtTm>${isoDay(from)}T00:00:00Z</FrDtTm><ToDtTm>${isoDay(to)}T23:59:59Z</ToDtTm></FrToDt>`,
    `   <Acct><Id><IBAN>${account.iban}</IBAN></Id><Ccy>${account.currency.toUpperCase()}</Ccy>` +
      `<Ownr><Nm>${escaped(account.holder)}</Nm></Ownr>` +
      `<Svcr><FinInstnId><BICFI>${account.bic}</BICFI><Nm>${escaped(account.bankName)}</Nm></FinInstnId></Svcr></Acct>`,
    balance('OPBD', opening, account, from),
    balance('CLBD', opening + total(lines), account, to),
    ...lines.map((line) => entry(line, account)),
    '  </Stmt>',
    ' </BkToCstmrStmt>',
    '</Document>',
    '',
  ].join('\n')
}

function balance(code: string, amount: number, account: BankAccount, day: number): string {
  return (
    `   <Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${money(amount, account)}` +
    `<Dt><Dt>${isoDay(day)}</Dt></Dt></Bal>`
  )
}

function entry(line: BankLine, account: BankAccount): string {
  const [family, sub] = FAMILIES[line.code]
  const other = line.amount > 0 ? 'Dbtr' : 'Cdtr'
  const party =
    line.counterparty === null
      ? ''
      : `<RltdPties><${other}><Pty><Nm>${escaped(line.counterparty)}</Nm></Pty></${other}></RltdPties>`
  return [
    '   <Ntry>',
    `    ${money(line.amount, account)}`,
    '    <Sts><Cd>BOOK</Cd></Sts>',
    `    <BookgDt><Dt>${isoDay(line.booked)}</Dt></BookgDt><ValDt><Dt>${isoDay(line.valued)}</Dt></ValDt>`,
    `    <AcctSvcrRef>${line.reference}</AcctSvcrRef>`,
    `    <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${sub}</SubFmlyCd></Fmly></Domn></BkTxCd>`,
    `    <NtryDtls><TxDtls><Refs><EndToEndId>${escaped(line.endToEnd ?? 'NOTPROVIDED')}</EndToEndId></Refs>`,
    `     ${money(line.amount, account)}${party}`,
    `     <RmtInf><Ustrd>${escaped(line.text)}</Ustrd></RmtInf></TxDtls></NtryDtls>`,
    '   </Ntry>',
  ].join('\n')
}

function money(amount: number, account: BankAccount): string {
  const side = amount < 0 ? 'DBIT' : 'CRDT'
  const currency = account.currency.toUpperCase()
  return `<Amt Ccy="${currency}">${decimal(amount, '.')}</Amt><CdtDbtInd>${side}</CdtDbtInd>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
