import type { JsonObject } from '@/lib/server/audit/record-audit'

const words: Record<string, string> = {
  'exception.open': 'found it',
  'exception.change': 'found it changed',
  'exception.close': 'closed it: later data explained it',
  'exception.resolve': 'resolved it',
  'exception.reopen': 'reopened it',
  'exception.comment': 'commented',
  'cause.resolve': 'resolved exceptions of one cause as one',
  'cause.undo': 'took back what was resolved as one',
  'statement.download': 'downloaded a seller’s statement',
  'sync.start': 'asked for a sync',
  'inbox.retry': 'asked for another try of webhooks',
  'books.import': 'imported book entries',
  'bank.import': 'imported a bank statement',
  'bank.account.add': 'added a bank account',
  'report.ask': 'asked Stripe for reports of a period',
  'report.check': 'held an export of Stripe against the ledger',
  'report.fetch': 'fetched rows that an export has and the ledger had not',
  'bank.mapping.save': 'saved how a bank writes its files',
  'intent.request': 'asked for an act at the provider',
  'intent.resend': 'sent an act anew: it was looked for and is not there',
  'intent.confirm': 'read an act back: it stands as asked',
  'intent.mismatch': 'found an act that stands otherwise than asked',
  'intent.refuse': 'was refused an act by the provider',
  'marketplace.create': 'created the marketplace',
  'member.add': 'added a member',
  'member.role': 'changed the role of a member',
  'member.remove': 'removed a member',
  'session.start': 'signed in',
  'session.refuse': 'turned a sign-in away',
  'session.end': 'signed out everywhere',
  'session.enter': 'came in from another marketplace',
  'session.leave': 'went to another marketplace',
  'audit.verify': 'verified the whole chain',
  'person.erase': 'erased a person',
}

/** An audit row as part of a sentence: "Ana | resolved it". An action without words of its own is shown as it is. */
export function auditWords(action: string, detail: JsonObject, people: ReadonlyMap<string, string>): string {
  if (action === 'exception.assign') {
    const to = detail.assigneeId ?? detail.to
    return typeof to === 'string' ? `assigned it to ${people.get(to) ?? 'someone'}` : 'took the owner away'
  }
  return words[action] ?? action
}
