import type { StatementEvent } from '@/lib/domain/statements/statement'
import { breaking } from '@/lib/domain/statements/trouble'
import type { TextReader } from '../read-statements'
import { numberOf } from '../written-account'
import { balanceFromField, entryFrom61, type Mt940Head, noHead, statementFrom60 } from './mt940-facts'

type Field = { tag: string; line: number; lines: string[]; length: number }

type Reading = {
  events: StatementEvent[]
  isBroken: boolean
  line: number
  head: Mt940Head
  /** The field that is being read, and the `:61:` that waits for its `:86:`. */
  field: Field | null
  booking: Field | null
}

const mostField = 20_000
const fetchAgain = 'Fetch the file from the bank again; nothing of it was kept.'

/**
 * SWIFT MT940, as banks really write it: with or without the blocks of the network around it, several statements or
 * several pages (`:28C:7/1`, `:60F:` … `:62M:`, `:60M:` … `:62F:`) in one file.
 */
export function mt940Reader(): TextReader {
  let rest = ''
  const reading: Reading = { events: [], isBroken: false, line: 0, head: noHead, field: null, booking: null }
  return {
    read(more) {
      const lines = (rest + more).split('\n')
      rest = lines.pop() ?? ''
      for (const one of lines) takeLine(reading, one)
      if (rest.length > mostField) breaks(reading, reading.line + 1, 'too_long', 'A line does not end')
      return reading.events.splice(0)
    },
    end() {
      if (rest !== '') takeLine(reading, rest)
      if (!reading.isBroken) endField(reading)
      const { head, line } = reading
      if (head.state !== 'closed') {
        const says = head.state === 'none' ? 'The file holds no statement' : 'The file ends before the closing balance'
        breaks(reading, Math.max(line, 1), 'truncated', says)
      }
      if (!reading.isBroken) reading.events.push({ kind: 'end', line })
      return reading.events.splice(0)
    },
  }
}

function breaks(reading: Reading, at: number, code: 'format' | 'truncated' | 'too_long', says: string): void {
  if (!reading.isBroken) reading.events.push({ kind: 'trouble', trouble: breaking(at, code, says, fetchAgain) })
  reading.isBroken = true
}

function takeLine(reading: Reading, written: string): void {
  if (reading.isBroken) return
  const line = ++reading.line
  const text = written
    .replace(/\r$/, '')
    .replace(/^\{1:.*?\{4:/, '')
    .replace(/^\{.*$/, '')
  const tag = /^:(\d{2}[A-Z]?|NS):/.exec(text)
  if (tag) {
    endField(reading)
    reading.field = { tag: tag[1] ?? '', line, lines: [text.slice(tag[0].length)], length: text.length }
  } else if (/^-(\}.*)?$/.test(text)) endField(reading)
  else if (reading.field && text !== '') {
    reading.field.lines.push(text)
    reading.field.length += text.length
  } else if (text.trim() !== '') breaks(reading, line, 'format', 'This line belongs to no field of MT940')
  if (reading.field && reading.field.length > mostField) breaks(reading, line, 'too_long', 'A field does not end')
}

function endField(reading: Reading): void {
  const { field, booking } = reading
  reading.field = null
  if (!field) return
  if (booking) {
    const details = field.tag === '86' ? field.lines : []
    say(reading, entryFrom61(booking.lines, details, reading.head.currency, booking.line))
    reading.booking = null
  }
  if (field.tag !== '86') takeField(reading, field, field.lines[0]?.trim() ?? '')
}

function say(reading: Reading, event: StatementEvent): void {
  if (!reading.isBroken) reading.events.push(event)
  reading.isBroken ||= event.kind === 'trouble' && event.trouble.breaks
}

function takeField(reading: Reading, field: Field, value: string): void {
  const { head } = reading
  const { tag, line } = field
  if (tag === '20') {
    const isOpen = head.state === 'opened' || head.state === 'begun'
    if (isOpen) breaks(reading, line, 'truncated', 'A statement ends without its closing balance')
    reading.head = { ...noHead, state: 'begun', line, statementId: value }
  } else if (head.state === 'none') breaks(reading, line, 'format', 'A field stands outside of any statement')
  else if (tag === '25' || tag === '25P') reading.head = { ...head, account: value }
  else if (tag === '28C' || tag === '28') {
    const [sequence = '', page] = value.split('/')
    reading.head = { ...head, sequence: numberOf(sequence), page: numberOf(page) }
  } else if (tag === '60F' || tag === '60M') {
    const { event, currency } = statementFrom60(head, value, tag === '60M', line)
    reading.head = { ...head, state: 'opened', currency }
    say(reading, event)
  } else if (tag === '61') {
    if (head.state === 'opened') reading.booking = field
    else breaks(reading, line, 'format', 'A line stands outside of its two balances')
  } else if (tag === '62F' || tag === '62M') {
    const balance = balanceFromField(value, line)
    if (balance && head.state === 'opened') {
      reading.head = { ...head, state: 'closed' }
      say(reading, { kind: 'closing', balance, isFinal: tag === '62F' })
    } else breaks(reading, line, 'truncated', 'The closing balance cannot be read')
  }
}
