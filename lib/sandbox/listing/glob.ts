/** Matches a text against a pattern in which `*` stands for anything. */
export function matchesGlob(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true
  if (!pattern.includes('*')) return false
  const source = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`).test(text)
}
