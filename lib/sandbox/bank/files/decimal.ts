/** Minor units as the bank writes them; all of its currencies have two decimals. */
export function decimal(minor: number, point: ',' | '.'): string {
  const size = String(Math.abs(minor)).padStart(3, '0')
  return `${size.slice(0, -2)}${point}${size.slice(-2)}`
}
