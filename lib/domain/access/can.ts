import { type Actor, type Role, roles } from './actor'

export type Permission =
  | 'console.read'
  | 'exception.assign'
  | 'exception.comment'
  | 'exception.resolve'
  | 'view.keep'
  | 'view.share'
  | 'export.make'
  | 'statement.download'
  | 'sync.start'
  | 'books.import'
  | 'books.write'
  | 'bank.import'
  | 'matching.draft'
  | 'rate.record'
  | 'rule.draft'
  | 'report.check'
  | 'audit.read'
  | 'audit.verify'
  | 'approval.request'
  | 'approval.decide'
  | 'limit.draft'
  | 'limit.activate'
  | 'contract.draft'
  | 'contract.activate'
  | 'intent.request'
  | 'person.erase'
  | 'close.request'
  | 'close.confirm'
  | 'close.download'
  | 'member.manage'
  | 'key.manage'
  | 'calendar.save'
  | 'webhook.manage'
  | 'job.run'

const everyone = roles
/** Support answers sellers; what colleagues did is not its business. */
const house = everyone.filter((role) => role !== 'support')

const userMay: Record<Permission, readonly Role[]> = {
  'console.read': everyone,
  'exception.comment': ['analyst', 'compliance', 'admin'],
  'exception.assign': ['analyst', 'compliance', 'admin'],
  'exception.resolve': ['analyst', 'admin'],
  'view.keep': everyone,
  'view.share': house,
  'export.make': house,
  'statement.download': everyone,
  'sync.start': ['analyst', 'admin'],
  'books.import': ['analyst', 'admin'],
  'books.write': [],
  'bank.import': ['analyst', 'admin'],
  'matching.draft': ['analyst', 'admin'],
  'rate.record': ['analyst', 'admin'],
  'rule.draft': ['analyst', 'admin'],
  'report.check': ['analyst', 'admin'],
  'audit.read': house,
  'audit.verify': ['analyst', 'compliance', 'admin'],
  'approval.request': ['analyst', 'compliance', 'admin'],
  'approval.decide': ['analyst', 'compliance', 'admin'],
  'limit.draft': ['admin'],
  'limit.activate': ['compliance', 'admin'],
  'contract.draft': ['analyst', 'admin'],
  'contract.activate': ['compliance', 'admin'],
  'intent.request': ['analyst', 'admin'],
  'person.erase': ['compliance', 'admin'],
  'close.request': ['analyst', 'admin'],
  'close.confirm': ['admin'],
  'close.download': house,
  'member.manage': ['admin'],
  'key.manage': ['admin'],
  'calendar.save': ['admin'],
  'webhook.manage': ['admin'],
  'job.run': [],
}

const machineMay: Record<Exclude<Actor['kind'], 'user'>, readonly Permission[]> = {
  apiKey: ['books.write', 'bank.import', 'report.check'],
  provider: [],
  job: ['job.run', 'bank.import', 'report.check', 'audit.verify', 'sync.start', 'intent.request', 'person.erase'],
  sellerLink: [],
}

/** One table answers for the button, the command and the page. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'user') return roleMay(actor.role, permission)
  return machineMay[actor.kind].includes(permission)
}

/** Of someone who is not the one who acts: whom work may be given to. */
export function roleMay(role: Role, permission: Permission): boolean {
  return userMay[permission].includes(role)
}
