import { SaxesParser } from 'saxes'
import type { StatementEvent } from '@/lib/domain/statements/statement'
import { breaking } from '@/lib/domain/statements/trouble'
import type { TextReader } from '../read-statements'
import { type CamtFields, entryFromCamt, headFromCamt, noFields } from './camt-facts'

/** Characters that one value may have, and that may come without any tag between them. */
const mostText = 10_000
const mostBetween = 4_000_000
const mostDepth = 40
/** An entry may sum thousands of payments: so many values of each kind are kept of them. */
const mostValues = 100

/**
 * ISO 20022 camt.053, of any version: the elements that matter are the same since the first. Read as a stream by a strict
 * parser; a document type is refused, so no entity is ever expanded.
 * https://www.iso20022.org/catalogue-messages/iso-20022-messages-archive?search=camt.053
 */
export function camtReader(): TextReader {
  const parser = new SaxesParser({ xmlns: false })
  const state = { events: [] as StatementEvent[], isBroken: false, isCamt: false, between: 0 }
  const path: string[] = []
  let [text, currency] = ['', '']
  let statement: CamtFields | null = null
  let entry: CamtFields | null = null
  let isHeadSaid = false
  const refuse = (code: 'format' | 'truncated' | 'too_long', says: string, fix: string) => {
    if (!state.isBroken) state.events.push({ kind: 'trouble', trouble: breaking(parser.line, code, says, fix) })
    state.isBroken = true
  }
  const sayHead = (fields: CamtFields) => {
    if (!isHeadSaid) state.events.push(...headFromCamt(fields))
    isHeadSaid = true
  }
  parser.on('doctype', () =>
    refuse('format', 'The file declares a document type', 'A camt.053 file has none: fetch it from the bank again.'),
  )
  parser.on('error', (error) =>
    refuse(
      'format',
      `The file is no sound XML: ${error.message.replace(/^\d+:\d+:\s*/, '').slice(0, 100)}`,
      'Fetch it from the bank again.',
    ),
  )
  parser.on('opentag', (tag) => {
    state.between = 0
    const name = tag.name.slice(tag.name.indexOf(':') + 1)
    path.push(name)
    if (path.length > mostDepth) return refuse('format', 'The file is nested too deep', 'This is no camt.053 file.')
    text = ''
    currency = String(tag.attributes.Ccy ?? '').toLowerCase()
    if (path.length === 2 && name !== 'BkToCstmrStmt')
      return refuse(
        'format',
        'This is no statement of camt.053',
        'Ask the bank for camt.053: other messages list no final balances.',
      )
    if (path.length === 2) state.isCamt = true
    if (path.length === 3 && name === 'Stmt') [statement, isHeadSaid] = [noFields(parser.line), false]
    if (path.length === 4 && name === 'Ntry' && statement) {
      sayHead(statement)
      entry = noFields(parser.line)
    }
    if (name === 'TxDtls' && entry) entry.details++
    if (path.length === 4 && name === 'Bal' && statement) statement.balances.push(noFields(parser.line))
  })
  const append = (more: string) => {
    state.between = 0
    text += more
    if (text.length > mostText) refuse('too_long', 'A value has more than 10,000 characters', 'Check the file.')
  }
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('closetag', () => {
    state.between = 0
    if (state.isBroken) return
    const value = text.trim()
    const target = path[3] === 'Bal' ? statement?.balances.at(-1) : (entry ?? statement)
    if (target && value !== '') keep(target, path.slice(entry || path[3] === 'Bal' ? 4 : 3).join('/'), value, currency)
    text = ''
    if (path.length === 4 && path[3] === 'Ntry' && entry) {
      state.events.push(entryFromCamt(entry))
      entry = null
    }
    if (path.length === 3 && path[2] === 'Stmt' && statement) {
      sayHead(statement)
      statement = null
    }
    path.pop()
  })
  const flush = () => state.events.splice(0)
  return {
    read(more) {
      if (state.isBroken) return []
      state.between += more.length
      if (state.between > mostBetween) refuse('too_long', 'The file goes on without a tag', 'This is no camt.053 file.')
      else parser.write(more)
      return flush()
    },
    end() {
      const line = parser.line
      if (path.length > 0 || !state.isCamt) {
        refuse(
          'truncated',
          path.length > 0 ? `The file ends inside <${path.at(-1)}>` : 'The file holds no statement',
          'It is cut off: fetch it from the bank again.',
        )
      }
      if (!state.isBroken) parser.close()
      if (!state.isBroken) state.events.push({ kind: 'end', line })
      return flush()
    },
  }
}

function keep(fields: CamtFields, path: string, value: string, currency: string): void {
  const values = fields.values.get(path) ?? []
  if (values.length < mostValues) values.push(value)
  fields.values.set(path, values)
  if (currency !== '' && (path === 'Amt' || path === '')) fields.currency = currency
}
