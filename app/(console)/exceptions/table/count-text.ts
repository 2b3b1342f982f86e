/** "10,000+" where counting stopped. */
export function countText(counts: { total: number; capped: boolean } | undefined): string {
  if (!counts) return '0'
  return counts.capped ? '10,000+' : counts.total.toLocaleString('en-GB')
}
