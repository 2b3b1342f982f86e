import { ListCard } from '@/components/table/list-card'
import { type Actor, roles } from '@/lib/domain/access/actor'
import { canManageMember, manageSentences } from '@/lib/domain/access/can-manage-member'
import type { Person } from '@/lib/server/access/queries'
import { roleWords } from '../role-words'
import { MemberDialog } from './member-dialog'
import { gone, signedOut, withoutFactor } from './member-words'

const roleChoices = roles.map((value) => ({ value, label: roleWords[value].name, hint: roleWords[value].may }))
const choices = [
  ...roleChoices,
  { value: signedOut, label: 'The same, signed out everywhere', hint: 'a device was lost; the role stays' },
  {
    value: withoutFactor,
    label: 'The same, without the second factor',
    hint: 'the authenticator was lost; signed out everywhere',
  },
  { value: gone, label: 'Nothing', hint: 'works here no longer; what they did stays' },
]

/** For the dialog that invites. */
export const inviteChoices = roleChoices

export function PeopleCard({ people, actor }: { people: readonly Person[]; actor: Actor }) {
  return (
    <ListCard
      title="People"
      empty="Nobody works here yet."
      rows={people}
      keyOf={(person) => person.id}
      columns={[
        { head: 'Name', names: true, cell: ({ id, name }) => (id === actor.id ? `${name} (you)` : name) },
        { head: 'Role', cell: ({ role }) => roleWords[role].name },
        {
          head: 'Change',
          className: 'r',
          cell: ({ id, name, role }) => {
            const verdict = canManageMember(id, actor)
            const disabledReason = verdict.ok ? null : manageSentences[verdict.reason]
            return (
              <MemberDialog userId={id} name={name} chosen={role} choices={choices} disabledReason={disabledReason} />
            )
          },
        },
      ]}
    />
  )
}
