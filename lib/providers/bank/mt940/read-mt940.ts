import type { StatementEvent } from '@/lib/domain/statements/statement'
import { breaking } from '@/lib/domain/statements/trouble'
import type { TextReader } from '../read-statements'
import { balanceFromField, entryFrom61, type Mt940Head, noHead, statementFrom60 } from './mt940-facts'

type Field = { tag: string; line: number; lines: string[] }

const mostField = 20_000
const fetchAgain = 'Fetch the file from the bank again; nothing of it was kept.'

/**
 * SWIFT MT940, as banks really write it: with or without the blocks of the network around it, several statements or
 * several pages (`:28C:7/1`, `:60F:` … `:62M:`, `:60M:` … `:62F:`) in one file.
 */
export function mt940Reader(): TextReader {
  let [rest, line] = ['', 0]
  let field: Field | null = null
  let booking: Field | null = null
  let head: Mt940Head = noHead
  let isBroken = false
  const events: StatementEvent[] = []
  const breaks = (at: number, code: 'format' | 'truncated' | 'too_long', says: string) => {
    if (!isBroken) events.push({ kind: 'trouble', trouble: breaking(at, code, says, fetchAgain) })
    isBroken = true
  }
  const say = (event: StatementEvent) => {
    events.push(event)
    isBroken ||= event.kind === 'trouble' && event.trouble.breaks
  }
  const endBooking = (details: Field | null) => {
    if (booking) say(entryFrom61(booking.lines, details?.lines ?? [], head.currency, booking.line))
    booking = null
  }
  const endField = () => {
    const done = field
    field = null
    if (!done) return
    if (done.tag === '86') return endBooking(done)
    endBooking(null)
    const value = done.lines[0]?.trim() ?? ''
    if (done.tag === '20') {
      if (head.state === 'opened' || head.state === 'begun')
        breaks(done.line, 'truncated', 'A statement ends without its closing balance')
      head = { ...noHead, state: 'begun', line: done.line, statementId: value }
    } else if (head.state === 'none') breaks(done.line, 'format', 'A field stands outside of any statement')
    else if (done.tag === '25' || done.tag === '25P') head = { ...head, account: value }
    else if (done.tag === '28C' || done.tag === '28') {
      const [sequence = '', page] = value.split('/')
      head = { ...head, sequence: sequence || null, page: page ?? null }
    } else if (done.tag === '60F' || done.tag === '60M') {
      const { event, currency } = statementFrom60(head, value, done.tag === '60M', done.line)
      head = { ...head, state: 'opened', currency }
      say(event)
    } else if (done.tag === '61') {
      if (head.state === 'opened') booking = done
      else breaks(done.line, 'format', 'A line stands outside of its two balances')
    } else if (done.tag === '62F' || done.tag === '62M') {
      const balance = balanceFromField(value, done.line)
      if (!balance || head.state !== 'opened')
        return breaks(done.line, 'truncated', 'The closing balance cannot be read')
      head = { ...head, state: 'closed' }
      say({ kind: 'closing', balance, isFinal: done.tag === '62F' })
    }
  }
  const takeLine = (written: string) => {
    line++
    const text = written
      .replace(/\r$/, '')
      .replace(/^\{1:.*?\{4:/, '')
      .replace(/^\{.*$/, '')
    const tag = /^:(\d{2}[A-Z]?|NS):/.exec(text)
    if (tag) {
      endField()
      field = { tag: tag[1] ?? '', line, lines: [text.slice(tag[0].length)] }
    } else if (/^-(\}.*)?$/.test(text)) endField()
    else if (field && text !== '') field.lines.push(text)
    else if (text.trim() !== '') breaks(line, 'format', 'This line belongs to no field of MT940')
    if (field && field.lines.reduce((sum, one) => sum + one.length, 0) > mostField)
      breaks(line, 'too_long', 'A field does not end')
  }
  return {
    read(more) {
      const lines = (rest + more).split('\n')
      rest = lines.pop() ?? ''
      for (const one of lines) if (!isBroken) takeLine(one)
      if (rest.length > mostField) breaks(line + 1, 'too_long', 'A line does not end')
      return events.splice(0)
    },
    end() {
      if (rest !== '' && !isBroken) takeLine(rest)
      if (!isBroken) endField()
      if (!isBroken && head.state !== 'closed') {
        breaks(
          Math.max(line, 1),
          'truncated',
          head.state === 'none' ? 'The file holds no statement' : 'The file ends before the closing balance',
        )
      }
      if (!isBroken) events.push({ kind: 'end', line })
      return events.splice(0)
    },
  }
}
