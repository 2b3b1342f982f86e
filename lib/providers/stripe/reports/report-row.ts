import { minorFromDecimal } from '@/lib/domain/money/decimal'
import { isSummary, type ReportEvent, type ReportKind, summaryCategories } from '@/lib/domain/reports/report'
import { amountTrouble, dayTrouble, lineTrouble, type StatementTrouble } from '@/lib/domain/statements/trouble'
import { type ReportField, reportColumns } from './report-columns'

type Cell = (field: ReportField) => string
class Wrong extends Error {
  constructor(readonly trouble: StatementTrouble) {
    super(trouble.message)
  }
}

/** Reads the rows below a head, each to a fact or to what is wrong with it; null for a line that says nothing new. */
export function rowReader(head: readonly string[], kind: ReportKind) {
  const columns = Object.entries(reportColumns[kind])
  const places = new Map(columns.map(([field, name]) => [field, head.indexOf(name)]))
  return (cells: readonly string[], line: number): ReportEvent | null => {
    const cell: Cell = (field) => cells[places.get(field) ?? -1]?.trim() ?? ''
    try {
      for (const [field, name] of columns) refuseFormula(cell(field as ReportField), name, line)
      return isSummary(kind) ? summaryOf(cell, line) : rowOf(cell, line)
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      return { kind: 'trouble', trouble: error.trouble }
    }
  }
}

function rowOf(cell: Cell, line: number): ReportEvent {
  const currency = currencyIn(cell, line)
  const minor = (field: 'amount' | 'fee' | 'net') => minorIn(cell(field), field, currency, line)
  const [amountMinor, feeMinor, netMinor] = [minor('amount'), minor('fee'), minor('net')]
  if (netMinor !== amountMinor - feeMinor) throw new Wrong(notTheSum(line))
  return {
    kind: 'row',
    row: {
      ...{ line, amountMinor, feeMinor, netMinor, currency },
      id: wordIn(cell('id'), 'id', line),
      accountId: optional(cell('accountId'), 'connected_account', line),
      category: optional(cell('category'), 'reporting_category', line),
      type: optional(cell('type'), 'type', line),
      created: timeIn(cell('created'), 'created', line),
      availableOn: cell('availableOn') === '' ? null : timeIn(cell('availableOn'), 'available on', line),
      payoutId: optional(cell('payoutId'), 'automatic_payout_id', line),
    },
  }
}

function summaryOf(cell: Cell, line: number): ReportEvent | null {
  const category = summaryCategories.find((one) => one === cell('category'))
  if (category === undefined) return null
  const currency = currencyIn(cell, line)
  return { kind: 'summary', summary: { line, category, currency, minor: minorIn(cell('net'), 'net', currency, line) } }
}

function currencyIn(cell: Cell, line: number): string {
  const currency = cell('currency').toLowerCase()
  if (!/^[a-z]{3}$/.test(currency)) throw new Wrong(amountTrouble(line, 'currency', 'unknown_currency'))
  return currency
}

/** Major units to the minor units of Stripe's API, exactly: money in a decimal that the currency lacks is refused. */
function minorIn(text: string, field: string, currency: string, line: number): bigint {
  const minor = minorFromDecimal(text, currency)
  if (!minor.ok) throw new Wrong(amountTrouble(line, field, minor.reason))
  return minor.value
}

/** `2026-09-01 13:05:00` or without seconds, in UTC. A day that is none (30 February) does not come back as it was. */
function timeIn(text: string, field: string, line: number): Date {
  const parts = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (!parts) throw new Wrong(dayTrouble(line, field))
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isSame = time.getUTCMonth() === month - 1 && time.getUTCDate() === day && time.getUTCHours() === hour
  if (!isSame || year < 1970 || minute > 59 || second > 59) throw new Wrong(dayTrouble(line, field))
  return time
}

function wordIn(text: string, field: string, line: number): string {
  if (/^[A-Za-z0-9_.-]{1,255}$/.test(text)) return text
  const [message, fix] = [`${field} is not a word as Stripe writes it`, 'Export the report again, and do not edit it.']
  throw new Wrong(lineTrouble(line, text === '' ? 'missing' : 'format', field, message, fix))
}

function optional(text: string, field: string, line: number): string | null {
  return text === '' ? null : wordIn(text, field, line)
}

/** A cell that a spreadsheet would compute. Amounts may begin with a minus, and then hold nothing but digits. */
function refuseFormula(text: string, name: string, line: number): void {
  if (!/^[=+@\t\r]/.test(text) && !/^-(?![\d.]+$)/.test(text)) return
  const [message, fix] = [`${name} holds a formula`, 'Stripe writes none: export the report again.']
  throw new Wrong(lineTrouble(line, 'formula', name, message, fix))
}

function notTheSum(line: number): StatementTrouble {
  const [message, fix] = ['net is not gross less fee', 'Export the report again: this line was changed.']
  return lineTrouble(line, 'does_not_add_up', 'net', message, fix)
}
