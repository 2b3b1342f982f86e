import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Frame } from '@/components/table/frame'
import { roles } from '@/lib/domain/access/actor'
import { type MatrixRow, permissionMatrix } from '@/lib/domain/access/matrix'
import { requireActor } from '@/lib/server/auth/require-actor'
import { roleWords } from '../../role-words'

export const metadata: Metadata = { title: 'Permissions' }

/** The permission matrix, made of the code that answers: what is printed here is what holds. */
export default async function PermissionsPage() {
  await requireActor('console.read')
  const rows = permissionMatrix()
  return (
    <>
      <TopBar
        title="Permissions"
        above={{ href: '/settings', label: 'Settings' }}
        facts={[`${rows.length} permissions, ${roles.length} roles`]}
      />
      <PageBody>
        <section className="card" aria-label="Who may do what">
          <Frame>
            <table className="grid-t tight matrix">
              <caption className="sr">Who may do what</caption>
              <thead>
                <tr>
                  <th scope="col">Permission</th>
                  {roles.map((role) => (
                    <th key={role} scope="col" className="mid">
                      {roleWords[role].name}
                    </th>
                  ))}
                  <th scope="col" className="mid">
                    API key
                  </th>
                  <th scope="col" className="mid">
                    Jobs
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Line key={row.permission} row={row} />
                ))}
              </tbody>
            </table>
          </Frame>
          <p className="inner small mute pt-3">
            Whoever asks for something never answers for it: requester and second person differ by a rule of the
            database. A role ends where its marketplace ends.
          </p>
        </section>
      </PageBody>
    </>
  )
}

function Line({ row: { permission, words, roles: may, machines } }: { row: MatrixRow }) {
  return (
    <tr>
      <th scope="row">
        {words} <span className="id faint">{permission}</span>
      </th>
      {[...roles.map((role) => may[role]), machines.apiKey, machines.job].map((yes, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns have fixed places
        <td key={at} className="mid">
          {yes ? 'yes' : <span className="faint">no</span>}
        </td>
      ))}
    </tr>
  )
}
