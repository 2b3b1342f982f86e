import { dayFrom, minorFrom, type ReadFile, type ReadLine } from './figures'

const MOVEMENT = /^\d{2}(\d{2})\d{2}(\d{2})(\d{2})([CD])([\d,]+)N[A-Z]{3}(.*)\/\/(.+)$/

/** Reads an MT940: a field begins with its tag, what follows without one belongs to it. */
export function readMt940(text: string): ReadFile {
  const fields = text.split(/\r\n(?=:|-)/).map((field) => /^:([^:]+):([\s\S]*)$/.exec(field))
  const lines: ReadLine[] = []
  let [opening, closing] = [Number.NaN, Number.NaN]
  let closedOn = ''
  for (const field of fields) if (field?.[1] === '62F') closedOn = field[2]!.slice(1, 7)
  for (const field of fields) {
    const [tag, value] = [field?.[1], field?.[2]?.replaceAll('\r\n', ' ') ?? '']
    if (tag === '60F') opening = balanceFrom(value)
    if (tag === '62F') closing = balanceFrom(value)
    if (tag === '61') lines.push(lineFrom(value, closedOn))
    if (tag === '86') lines.at(-1)!.words += ` ${value}`
  }
  return { opening, closing, lines }
}

/** The booked day has no year: it is the latest such day up to the closing one. */
function lineFrom(value: string, closedOn: string): ReadLine {
  const [, , month, date, side, amount, owner, reference] = MOVEMENT.exec(value) ?? []
  const year = `${month}${date}` <= closedOn.slice(2) ? closedOn.slice(0, 2) : String(Number(closedOn.slice(0, 2)) - 1)
  const size = minorFrom(amount ?? 'none')
  return {
    reference: reference ?? '',
    day: dayFrom(`20${year}-${month}-${date}`),
    amount: side === 'D' ? -size : size,
    words: owner ?? '',
  }
}

function balanceFrom(value: string): number {
  const size = minorFrom(value.slice(10))
  return value.startsWith('D') ? -size : size
}
