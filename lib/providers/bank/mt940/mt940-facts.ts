import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { minorFromBankDecimal } from '@/lib/domain/money/bank-amount'
import type { StatementBalance, StatementEvent } from '@/lib/domain/statements/statement'
import { amountTrouble, breaking, dayTrouble, lineTrouble } from '@/lib/domain/statements/trouble'
import { dayOf } from '@/lib/domain/statements/written-day'
import { accountOf } from '../written-account'
import { detailsFrom86 } from './mt940-details'

/** What was read of a message so far. */
export type Mt940Head = {
  state: 'none' | 'begun' | 'opened' | 'closed'
  line: number
  statementId: string | null
  account: string | null
  sequence: string | null
  page: string | null
  currency: string
}
export const noHead: Mt940Head = {
  state: 'none',
  line: 0,
  statementId: null,
  account: null,
  sequence: null,
  page: null,
  currency: '',
}

const bad = (trouble: ReturnType<typeof breaking>): StatementEvent => ({ kind: 'trouble', trouble })

/** `:60F:` or `:60M:`: the statement, or its next page, begins. */
export function statementFrom60(
  head: Mt940Head,
  value: string,
  isContinued: boolean,
  line: number,
): { event: StatementEvent; currency: string } {
  const opening = balanceFromField(value, line)
  if (!opening)
    return {
      event: bad(breaking(line, 'amount', 'The opening balance cannot be read', 'Fetch the file from the bank again.')),
      currency: '',
    }
  const { statementId, sequence, page } = head
  const account = head.account ? accountOf(head.account) : null
  const rest = { closing: null, announcedLines: null, opening, currency: opening.currency }
  return {
    event: { kind: 'statement', head: { line: head.line, account, statementId, sequence, page, isContinued, ...rest } },
    currency: opening.currency,
  }
}

/** A balance: `C251031EUR1234,56`. Null where it is none. */
export function balanceFromField(value: string, line: number): StatementBalance | null {
  const parts = /^(C|D)(\d{6})([A-Z]{3})([\d,]{1,20})$/.exec(value)
  if (!parts) return null
  const [, mark, day = '', code = '', digits = ''] = parts
  const minor = minorFromMt940(digits, code.toLowerCase(), mark === 'D')
  const on = dayFromShort(day)
  return minor.ok && on ? { minor: minor.value, currency: code.toLowerCase(), on, line } : null
}

/** Amounts have a comma and at least one digit before it; the sign stands in the mark. */
function minorFromMt940(digits: string, currency: string, isDebit: boolean) {
  if (!/^\d+,\d*$/.test(digits)) return { ok: false, reason: 'malformed' } as const
  const text = digits.replace(',', '.').replace(/\.$/, '')
  return minorFromBankDecimal(isDebit ? `-${text}` : text, currency)
}

const dayFromShort = (text: string): CalendarDay | null =>
  dayOf(2000 + Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4, 6)))

const booking = /^(\d{6})(\d{4})?(R?[CD]|E[CD])([A-Z])?([\d,]{1,20})([A-Z][A-Z0-9]{3})(.*)$/

/** `:61:` with the `:86:` behind it. `RC` takes a credit back, so money goes; `RD` takes a debit back, so it comes. */
export function entryFrom61(
  [first = '', ...more]: string[],
  details: string[],
  currency: string,
  line: number,
): StatementEvent {
  const parts = booking.exec(first.trim())
  if (!parts)
    return bad(
      lineTrouble(line, 'format', ':61:', 'This line cannot be read as :61:', 'Fetch the file from the bank again.'),
    )
  const [, valueDay = '', entryDay, mark = '', , digits = '', code = '', behind = ''] = parts
  const isDebit = mark === 'D' || mark === 'RC' || mark === 'ED'
  const amount = minorFromMt940(digits, currency, isDebit)
  if (!amount.ok) return bad(amountTrouble(line, ':61:', amount.reason))
  const valueOn = dayFromShort(valueDay)
  if (!valueOn) return bad(dayTrouble(line, ':61:'))
  const bookedOn = entryDay ? nearest(valueOn, entryDay) : valueOn
  if (!bookedOn) return bad(dayTrouble(line, ':61:'))
  const [customer = '', bank] = behind.split('//')
  const said = detailsFrom86(details)
  const text = [said.text, more.join(' ').trim()].filter((part) => part !== '').join(' ')
  return {
    kind: 'entry',
    entry: {
      line,
      bookedOn,
      valueOn,
      amountMinor: amount.value,
      currency,
      references: {
        endToEndId: said.endToEndId,
        bankReference: bank?.trim() || null,
        transactionId: null,
        customerReference: /^(NONREF)?$/.test(customer.trim()) ? said.customerReference : customer.trim(),
      },
      text,
      counterparty: said.counterparty,
      bankCode: said.code ?? code,
      isReversal: mark.startsWith('R'),
      runningMinor: null,
    },
  }
}

/** The entry's day has no year: it is the one that brings it nearest to the value day. */
function nearest(valueOn: CalendarDay, monthAndDay: string): CalendarDay | null {
  const year = Number(valueOn.slice(0, 4))
  const distance = (day: CalendarDay) => Math.abs(Date.parse(day) - Date.parse(valueOn))
  const days = [year - 1, year, year + 1]
    .map((one) => dayOf(one, Number(monthAndDay.slice(0, 2)), Number(monthAndDay.slice(2))))
    .filter((day) => day !== null)
  return days.sort((a, b) => distance(a) - distance(b))[0] ?? null
}
