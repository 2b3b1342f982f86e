/** What the API answered, by route and by status. Ids in paths are folded, so that the table stays small. */
export class ServerStats {
  private readonly byRoute = new Map<string, number>()
  private readonly byStatus = new Map<number, number>()
  private requests = 0

  count(subject: string, status: number): void {
    this.requests += 1
    const route = folded(subject)
    this.byRoute.set(route, (this.byRoute.get(route) ?? 0) + 1)
    this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1)
  }

  report(): { requests: number; byRoute: Record<string, number>; byStatus: Record<string, number> } {
    return {
      requests: this.requests,
      byRoute: Object.fromEntries(this.byRoute),
      byStatus: Object.fromEntries(this.byStatus),
    }
  }
}

function folded(subject: string): string {
  const [method, path = ''] = subject.split(' ')
  const parts = path.split('/')
  return `${method} ${parts.map((part, at) => (at === 3 || at === 5 ? ':id' : part)).join('/')}`
}
