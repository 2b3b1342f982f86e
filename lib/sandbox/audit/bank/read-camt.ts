import { dayFrom, minorFrom, type ReadFile, type ReadLine } from './figures'

/** Reads a camt.053 as far as an auditor needs it. */
export function readCamt(xml: string): ReadFile {
  const balances = all(xml, 'Bal')
  const balance = (code: string) => signed(balances.find((one) => one.includes(`<Cd>${code}</Cd>`)) ?? '')
  return { opening: balance('OPBD'), closing: balance('CLBD'), lines: all(xml, 'Ntry').map(lineFrom) }
}

function lineFrom(entry: string): ReadLine {
  const booked = first(first(entry, 'BookgDt'), 'Dt')
  const words = ['EndToEndId', 'Nm', 'Ustrd'].flatMap((tag) => all(entry, tag).map(plain)).join(' ')
  return { reference: first(entry, 'AcctSvcrRef'), day: dayFrom(booked), amount: signed(entry), words }
}

function signed(element: string): number {
  const amount = minorFrom(/<Amt Ccy="[A-Z]{3}">([^<]+)</.exec(element)?.[1] ?? 'none')
  return first(element, 'CdtDbtInd') === 'DBIT' ? -amount : amount
}

function first(xml: string, tag: string): string {
  return all(xml, tag)[0] ?? ''
}

function all(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1]!)
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
