import { type Actor, type Role, roles } from './actor'
import { can, type Permission, roleMay } from './can'

/** Each permission in the words of the matrix; the compiler misses none. */
export const permissionWords: Record<Permission, string> = {
  'console.read': 'Read the console',
  'exception.assign': 'Assign exceptions',
  'exception.comment': 'Comment on exceptions, tag them, put files beside them',
  'exception.resolve': 'Resolve exceptions, undo what was done',
  'view.keep': 'Keep views for oneself',
  'view.share': 'Keep views for everybody',
  'export.make': 'Export lists as files',
  'statement.download': 'Download sellers’ statements',
  'sync.start': 'Start a sync with Stripe',
  'books.import': 'Import book entries',
  'books.write': 'Write book entries and fee contracts',
  'bank.import': 'Import bank statements',
  'matching.draft': 'Draft, try out and ask to activate or retire a matching policy',
  'rate.record': 'Enter exchange rates',
  'rule.draft': 'Draft, try out, ask to activate and retire a rule',
  'report.check': 'Hold Stripe’s reports against the ledger',
  'audit.read': 'Read the audit chain',
  'audit.verify': 'Verify the audit chain',
  'approval.request': 'Ask for a second person',
  'approval.decide': 'Answer as the second person',
  'limit.draft': 'Draft the limits of roles, ask to activate them',
  'limit.activate': 'Activate limits as the second person',
  'contract.draft': 'Draft fee contracts, ask to let them hold',
  'contract.activate': 'Let fee contracts hold as the second person',
  'intent.request': 'Have something done at Stripe (with a second person)',
  'person.erase': 'Erase a person',
  'close.request': 'Ask to close a month, adjust it',
  'close.confirm': 'Confirm a close, open it again',
  'close.download': 'Download files of a closed month',
  'member.manage': 'Give and take roles',
  'key.manage': 'Make and revoke API keys',
  'webhook.manage': 'Say where events are sent',
  'calendar.save': 'Say when the house works',
  'job.run': 'Run the routine jobs',
}
export const permissions = Object.keys(permissionWords) as Permission[]

const machines = ['apiKey', 'provider', 'job', 'sellerLink'] as const satisfies readonly Actor['kind'][]
export type Machine = (typeof machines)[number]

export type MatrixRow = {
  permission: Permission
  words: string
  roles: Record<Role, boolean>
  machines: Record<Machine, boolean>
}

/** Who may do what, as `can` answers it: the page that is printed and the test that walks the doors read this very table. */
export function permissionMatrix(): MatrixRow[] {
  return permissions.map((permission) => ({
    permission,
    words: permissionWords[permission],
    roles: Object.fromEntries(roles.map((role) => [role, roleMay(role, permission)])) as MatrixRow['roles'],
    machines: Object.fromEntries(
      machines.map((kind) => [kind, can({ kind, id: '', marketplaceId: '' }, permission)]),
    ) as MatrixRow['machines'],
  }))
}
