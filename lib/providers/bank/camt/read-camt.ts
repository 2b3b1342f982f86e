import { SaxesParser } from 'saxes'
import type { StatementEvent } from '@/lib/domain/statements/statement'
import { breaking } from '@/lib/domain/statements/trouble'
import type { TextReader } from '../read-statements'
import { entryFromCamt, headFromCamt } from './camt-facts'
import { type CamtFields, keepValue, noFields } from './camt-fields'

/** Characters that one value may have, and that may come without any tag between them. */
const mostText = 10_000
const mostBetween = 4_000_000
const mostDepth = 40
/** Banks give two to six balances. */
const mostBalances = 20

type Reading = {
  events: StatementEvent[]
  isBroken: boolean
  isCamt: boolean
  /** Characters since the last tag. */
  between: number
  path: string[]
  text: string
  currency: string
  statement: CamtFields | null
  isHeadSaid: boolean
  entry: CamtFields | null
  line(): number
}

/**
 * ISO 20022 camt.053, of any version: the elements that matter are the same since the first. Read as a stream by a strict
 * parser; a document type is refused, so no entity is ever expanded.
 * https://www.iso20022.org/catalogue-messages/iso-20022-messages-archive?search=camt.053
 */
export function camtReader(): TextReader {
  const parser = new SaxesParser({ xmlns: false })
  const none = { statement: null, isHeadSaid: false, entry: null, text: '', currency: '', between: 0 }
  const reading: Reading = { events: [], path: [], isBroken: false, isCamt: false, ...none, line: () => parser.line }
  const anew = 'Fetch it from the bank again.'
  parser.on('doctype', () => refuse(reading, 'format', 'The file declares a document type', anew))
  parser.on('error', ({ message }) =>
    refuse(reading, 'format', `The file is no sound XML: ${message.replace(/^\d+:\d+:\s*/, '').slice(0, 100)}`, anew),
  )
  parser.on('opentag', ({ name, attributes }) => openElement(reading, name, attributes))
  parser.on('text', (more) => addText(reading, more))
  parser.on('cdata', (more) => addText(reading, more))
  parser.on('closetag', () => closeElement(reading))
  return {
    read(more) {
      if (reading.isBroken) return []
      reading.between += more.length
      if (reading.between > mostBetween) refuse(reading, 'too_long', 'The file goes on without a tag', anew)
      else parser.write(more)
      return reading.events.splice(0)
    },
    end() {
      const { path, isCamt, events } = reading
      const line = parser.line
      if (path.length > 0) refuse(reading, 'truncated', `The file ends inside <${path.at(-1)}>`, anew)
      else if (!isCamt) refuse(reading, 'truncated', 'The file holds no statement', anew)
      if (!reading.isBroken) parser.close()
      if (!reading.isBroken) events.push({ kind: 'end', line })
      return events.splice(0)
    },
  }
}

function refuse(reading: Reading, code: 'format' | 'truncated' | 'too_long', says: string, fix: string): void {
  if (!reading.isBroken) reading.events.push({ kind: 'trouble', trouble: breaking(reading.line(), code, says, fix) })
  reading.isBroken = true
}

function openElement(reading: Reading, qualified: string, attributes: Record<string, unknown>): void {
  const { path } = reading
  const name = qualified.slice(qualified.indexOf(':') + 1)
  path.push(name)
  reading.between = 0
  reading.text = ''
  reading.currency = String(attributes.Ccy ?? '').toLowerCase()
  if (path.length > mostDepth) refuse(reading, 'format', 'The file is nested too deep', 'This is no camt.053 file.')
  if (path.length === 2) {
    reading.isCamt = name === 'BkToCstmrStmt'
    const fix = 'Ask the bank for camt.053: other messages list no final balances.'
    if (!reading.isCamt) refuse(reading, 'format', 'This is no statement of camt.053', fix)
  }
  if (reading.isBroken) return
  if (path.length === 3 && name === 'Stmt') {
    reading.statement = noFields(reading.line())
    reading.isHeadSaid = false
  }
  const { statement } = reading
  if (path.length === 4 && name === 'Bal' && statement) {
    if (statement.balances.push(noFields(reading.line())) > mostBalances) {
      refuse(reading, 'too_long', `A statement has more than ${mostBalances} balances`, 'This is no camt.053 file.')
    }
  }
  if (path.length === 4 && name === 'Ntry' && statement) {
    sayHead(reading, statement)
    reading.entry = noFields(reading.line())
  }
  if (name === 'TxDtls' && reading.entry) reading.entry.details++
}

function addText(reading: Reading, more: string): void {
  reading.between = 0
  reading.text += more
  if (reading.text.length > mostText) {
    refuse(reading, 'too_long', 'A value has more than 10,000 characters', 'This is no camt.053 file.')
  }
}

function closeElement(reading: Reading): void {
  const { path, statement, entry, currency } = reading
  const value = reading.text.trim()
  reading.between = 0
  reading.text = ''
  if (reading.isBroken) return
  const isBalance = path[3] === 'Bal'
  const target = isBalance ? statement?.balances.at(-1) : (entry ?? statement)
  if (target && value !== '') keepValue(target, path.slice(entry || isBalance ? 4 : 3).join('/'), value, currency)
  if (path.length === 4 && path[3] === 'Ntry' && entry) {
    reading.events.push(entryFromCamt(entry))
    reading.entry = null
  }
  if (path.length === 3 && path[2] === 'Stmt' && statement) {
    sayHead(reading, statement)
    reading.statement = null
  }
  path.pop()
}

/** The head is whole when the first entry begins, or at the end where there is none. */
function sayHead(reading: Reading, statement: CamtFields): void {
  if (!reading.isHeadSaid) reading.events.push(...headFromCamt(statement))
  reading.isHeadSaid = true
}
