import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { dayOf, ordinalOf } from '@/lib/domain/matching/scoring/business-days'
import { minorFromBankDecimal } from '@/lib/domain/money/bank-amount'
import type { StatementBalance, StatementEvent, StatementHead } from '@/lib/domain/statements/statement'
import {
  amountTrouble,
  breaking,
  dayTrouble,
  lineTrouble,
  type StatementTrouble,
} from '@/lib/domain/statements/trouble'
import { dayFromWritten } from '@/lib/domain/statements/written-day'
import { accountOf, codeOf, cutText, numberOf } from '../written-account'
import type { CamtFields } from './camt-fields'

/** ISO 20022 allows 35 characters. */
const mostId = 70

const first = (fields: CamtFields, ...paths: string[]): string | null => {
  for (const path of paths) {
    const value = fields.values.get(path)?.[0]
    if (value !== undefined) return value
  }
  return null
}
const bad = (trouble: StatementTrouble): StatementEvent => ({ kind: 'trouble', trouble })
const dayIn = (fields: CamtFields, name: string): CalendarDay | null =>
  dayFromWritten((first(fields, `${name}/Dt`, `${name}/DtTm`) ?? '').slice(0, 10), 'YYYY-MM-DD')

/** What stands above the entries: account, number of the statement, and both balances. */
export function headFromCamt(fields: CamtFields): StatementEvent[] {
  const iban = first(fields, 'Acct/Id/IBAN')
  const number = iban ?? first(fields, 'Acct/Id/Othr/Id')
  const balances = fields.balances.map((one) => ({
    code: first(one, 'Tp/CdOrPrtry/Cd'),
    balance: balanceFrom(one),
    line: one.line,
  }))
  const unread = balances.find(({ code, balance }) => !balance && ['OPBD', 'CLBD', 'PRCD', 'ITBD'].includes(code ?? ''))
  if (unread)
    return [bad(breaking(unread.line, 'amount', 'A balance cannot be read', 'Fetch the file from the bank again.'))]
  const of = (code: string) => balances.find((one) => one.code === code)?.balance ?? null
  const between = balances.filter((one) => one.code === 'ITBD').map((one) => one.balance)
  const opening = of('OPBD') ?? dayAfter(of('PRCD')) ?? between.at(0) ?? null
  const closing = of('CLBD') ?? between.findLast((one) => one !== opening) ?? null
  if (!opening || !closing) {
    const says = `The statement has no ${opening ? 'closing' : 'opening'} balance`
    return [
      bad(
        breaking(
          fields.line,
          'missing',
          says,
          'Without both nothing can be checked: ask the bank for whole statements.',
        ),
      ),
    ]
  }
  const announced = first(fields, 'TxsSummry/TtlNtries/NbOfNtries')
  const head: StatementHead = {
    line: fields.line,
    account: number === null ? null : accountOf(number),
    currency: first(fields, 'Acct/Ccy')?.toLowerCase() ?? opening.currency,
    statementId: first(fields, 'Id')?.slice(0, mostId) ?? null,
    sequence: numberOf(first(fields, 'ElctrncSeqNb', 'LglSeqNb')),
    page: numberOf(first(fields, 'StmtPgntn/PgNb')),
    isContinued: false,
    opening,
    closing,
    announcedLines: announced !== null && /^\d{1,15}$/.test(announced) ? Number(announced) : null,
  }
  return [{ kind: 'statement', head }]
}

function balanceFrom(fields: CamtFields): StatementBalance | null {
  const minor = signedMinor(fields)
  return minor.ok ? { minor: minor.value, currency: fields.currency, on: dayIn(fields, 'Dt'), line: fields.line } : null
}

/** Amounts have no sign of their own: `CdtDbtInd` is the sign, also where an entry is a reversal. */
function signedMinor(fields: CamtFields) {
  const direction = first(fields, 'CdtDbtInd')
  const digits = first(fields, 'Amt') ?? ''
  if (digits.startsWith('-') || (direction !== 'CRDT' && direction !== 'DBIT'))
    return { ok: false, reason: 'malformed' } as const
  return minorFromBankDecimal(direction === 'DBIT' ? `-${digits}` : digits, fields.currency)
}

/** One entry. Of several payments behind it only what is said of the entry as a whole counts as its reference. */
export function entryFromCamt(fields: CamtFields): StatementEvent {
  const { line } = fields
  const status = first(fields, 'Sts/Cd', 'Sts')
  if (status !== null && status !== 'BOOK') {
    return bad(
      lineTrouble(line, 'format', 'Sts', 'This line is not booked', 'Leave out what the bank has not booked yet.'),
    )
  }
  const amount = signedMinor(fields)
  if (!amount.ok) return bad(amountTrouble(line, 'Amt', amount.reason))
  const bookedOn = dayIn(fields, 'BookgDt')
  if (!bookedOn) return bad(dayTrouble(line, 'BookgDt'))
  const isReversal = first(fields, 'RvslInd') === 'true' || fields.values.has('NtryDtls/TxDtls/RtrInf/Rsn/Cd')
  const one = (...paths: string[]) =>
    fields.details === 1 ? first(fields, ...paths.map((path) => `NtryDtls/TxDtls/${path}`)) : null
  const other = amount.value >= 0n ? 'Dbtr' : 'Cdtr'
  return {
    kind: 'entry',
    entry: {
      line,
      bookedOn,
      valueOn: dayIn(fields, 'ValDt'),
      amountMinor: amount.value,
      currency: fields.currency,
      references: {
        endToEndId: given(one('Refs/EndToEndId')),
        bankReference: first(fields, 'AcctSvcrRef') ?? one('Refs/AcctSvcrRef'),
        transactionId: given(one('Refs/TxId', 'Refs/InstrId')),
        customerReference: first(fields, 'NtryRef'),
      },
      text: textOf(fields),
      counterparty: one(`RltdPties/${other}/Nm`, `RltdPties/${other}/Pty/Nm`),
      bankCode: bankCodeOf(fields),
      isReversal,
      runningMinor: null,
    },
  }
}

const given = (reference: string | null) => (reference === 'NOTPROVIDED' ? null : reference)

function textOf(fields: CamtFields): string {
  const paths = [
    'NtryDtls/TxDtls/RmtInf/Ustrd',
    'NtryDtls/TxDtls/RmtInf/Strd/CdtrRefInf/Ref',
    'NtryDtls/TxDtls/AddtlTxInf',
    'AddtlNtryInf',
  ]
  return cutText([...new Set(paths.flatMap((path) => fields.values.get(path) ?? []))].join(' '))
}

function bankCodeOf(fields: CamtFields): string | null {
  const domain = ['BkTxCd/Domn/Cd', 'BkTxCd/Domn/Fmly/Cd', 'BkTxCd/Domn/Fmly/SubFmlyCd'].map((path) =>
    first(fields, path),
  )
  const parts = domain.filter((part) => part !== null)
  return codeOf(parts.length > 0 ? parts.join('/') : first(fields, 'BkTxCd/Prtry/Cd'))
}

/** The previous closing balance bears the day before the one on which this statement opens. */
function dayAfter(balance: StatementBalance | null): StatementBalance | null {
  return balance?.on ? { ...balance, on: dayOf(ordinalOf(balance.on) + 1) } : balance
}
