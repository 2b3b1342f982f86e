import { When } from '@/components/moment/when'
import { ListCard } from '@/components/table/list-card'
import type { InvitationRow } from '@/lib/server/access/invitations/queries'
import { roleWords } from '../../role-words'
import { WithdrawButton } from './withdraw-button'

type InvitationsCardProps = { rows: readonly InvitationRow[]; zone: string; nameOf(id: string): string }

/** Ways in that nobody has gone through yet. */
export function InvitationsCard({ rows, zone, nameOf }: InvitationsCardProps) {
  if (rows.length === 0) return null
  return (
    <ListCard
      title="Invited"
      empty=""
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: 'E-mail', names: true, cell: ({ email }) => email },
        { head: 'Role', cell: ({ role }) => roleWords[role].name },
        { head: 'By', onPhone: false, cell: ({ invitedBy }) => nameOf(invitedBy) },
        { head: 'Until', onPhone: false, cell: ({ expiresAt }) => <When at={expiresAt} zone={zone} /> },
        { head: 'Take back', className: 'r', spoken: true, cell: ({ id }) => <WithdrawButton id={id} /> },
      ]}
    />
  )
}
