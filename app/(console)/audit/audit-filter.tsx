import { Field, Input } from '@/components/form/field'

type AuditFilterProps = {
  action: string | null
  subject: string | null
  actor: string | null
  people: readonly { id: string; name: string }[]
}

/** A plain form that asks for a new address: it works without a script. */
export function AuditFilter({ action, subject, actor, people }: AuditFilterProps) {
  return (
    <form action="/audit" className="line wrap items-end" aria-label="Filter the acts">
      <Field label="Who">
        <select name="actor" className="input" defaultValue={actor ?? ''}>
          <option value="">Anyone</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Act begins with">
        <Input name="action" defaultValue={action ?? ''} placeholder="exception." data-hotkey="/" />
      </Field>
      <Field label="About">
        <Input name="subject" defaultValue={subject ?? ''} placeholder="an id" />
      </Field>
      <button type="submit" className="btn">
        Filter
      </button>
    </form>
  )
}
