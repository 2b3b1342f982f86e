import { cutText, numberOf } from '../written-account'

export type Mt940Details = {
  text: string
  counterparty: string | null
  endToEndId: string | null
  customerReference: string | null
  code: string | null
}

/**
 * `:86:` in its three spellings: numbered subfields (`166?00…?20EREF+…?32NAME`, the German one), words between slashes
 * (`/EREF/…/NAME/…/REMI/…`), or plain text.
 */
export function detailsFrom86(lines: readonly string[]): Mt940Details {
  const joined = lines.join('')
  const structured = /^(\d{3})([?<>@])(?=\d{2})/.exec(joined)
  if (structured) return fromSubfields(joined, structured[1] ?? '', structured[2] ?? '?')
  if (/^\/[A-Z]{3,8}\//.test(joined)) return fromWords(joined)
  const text = cutText(lines.join(' '))
  return { ...fromPlus(text), counterparty: null, code: null }
}

function fromSubfields(joined: string, code: string, separator: string): Mt940Details {
  const fields = new Map<string, string>()
  for (const part of joined.slice(3).split(separator).slice(1)) fields.set(part.slice(0, 2), part.slice(2))
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => fields.get(String(from + i)) ?? '').join('')
  const name = cutText([fields.get('32'), fields.get('33')].filter(Boolean).join(''))
  const said = fromPlus(cutText(range(20, 29) + range(60, 63)))
  return { ...said, text: said.text || cutText(fields.get('00') ?? ''), counterparty: name || null, code }
}

const plusWords = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC)\+/

/** SEPA's own words inside a text: `EREF+` the end-to-end id, `KREF+` the customer's reference, `SVWZ+` the purpose. */
function fromPlus(text: string) {
  const parts = text.split(plusWords)
  const said = new Map<string, string>()
  for (let i = 1; i + 1 < parts.length; i += 2) said.set(parts[i] ?? '', (parts[i + 1] ?? '').trim())
  const own = [parts[0]?.trim(), said.get('SVWZ')].filter(Boolean).join(' ')
  return {
    text: said.size > 0 ? own : text,
    endToEndId: given(said.get('EREF')),
    customerReference: given(said.get('KREF')),
  }
}

function fromWords(joined: string): Mt940Details {
  const said = new Map<string, string>()
  const parts = joined.split(
    /\/(EREF|KREF|PREF|MARF|NAME|REMI|IBAN|BIC|TRTP|CSID|ORDP|BENM|TRCD|RTRN|ISDT|CNTP|PURP)\//,
  )
  for (let i = 1; i + 1 < parts.length; i += 2) said.set(parts[i] ?? '', (parts[i + 1] ?? '').replace(/^\/+|\/+$/g, ''))
  const text = cutText(said.get('REMI')?.replace(/^USTD\/\//, '') ?? '') || cutText(joined)
  const references = {
    endToEndId: given(said.get('EREF')),
    customerReference: given(said.get('KREF') ?? said.get('PREF')),
  }
  return { text, counterparty: said.get('NAME') ?? null, code: numberOf(said.get('TRCD')), ...references }
}

function given(reference: string | undefined): string | null {
  const word = reference?.trim() ?? ''
  return word === '' || word === 'NOTPROVIDED' || word === 'NONREF' ? null : word
}
