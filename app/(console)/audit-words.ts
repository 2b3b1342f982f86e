import type { JsonObject } from '@/lib/server/audit/record-audit'

const words: Record<string, string> = {
  'exception.open': 'found it',
  'exception.change': 'found it changed',
  'exception.close': 'closed it: later data explained it',
  'exception.resolve': 'resolved it',
  'exception.reopen': 'reopened it',
  'exception.comment': 'commented',
  'sync.start': 'asked for a sync',
  'books.import': 'imported book entries',
  'marketplace.create': 'created the marketplace',
  'member.add': 'added a member',
}

/** An audit row as part of a sentence: "Ana | resolved it". An action without words of its own is shown as it is. */
export function auditWords(action: string, detail: JsonObject, people: ReadonlyMap<string, string>): string {
  if (action === 'exception.assign') {
    const to = detail.assigneeId ?? detail.to
    return typeof to === 'string' ? `assigned it to ${people.get(to) ?? 'someone'}` : 'took the owner away'
  }
  return words[action] ?? action
}
