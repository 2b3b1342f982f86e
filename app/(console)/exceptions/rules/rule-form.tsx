'use client'

import { kindWord, owesWord } from '@/components/finance/kind-words'
import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { resolutionSentences, resolutions } from '@/lib/domain/exceptions/resolution'
import { directions, findingKinds } from '@/lib/domain/reconciliation/finding'
import { draft } from './actions'
import type { RuleParams } from './search-params'

type RuleFormProps = { begun: RuleParams; disabledReason: string | null }

/** Which exceptions, up to which amount, and what is said of them. */
export function RuleForm({ begun, disabledReason }: RuleFormProps) {
  return (
    <ActForm act={draft} className="stackv">
      {({ state, busy }) => (
        <>
          <Pick label="Exceptions" name="kind" begun={begun.kind} values={findingKinds} word={kindWord} />
          <Pick label="Who owes whom" name="direction" begun={begun.direction} values={directions} word={owesWord} />
          <div className="line g2">
            <Field label="Up to">
              <Input name="most" inputMode="decimal" placeholder="5.00" required />
            </Field>
            <Field label="Currency">
              <Input name="currency" maxLength={3} placeholder="USD" defaultValue={begun.currency ?? ''} required />
            </Field>
          </div>
          <Field label="Seller" hint="The account’s id; empty for all of them.">
            <Input name="seller" maxLength={70} defaultValue={begun.seller ?? ''} />
          </Field>
          <Pick
            label="What is said of them"
            name="resolution"
            begun={begun.resolution}
            values={resolutions.filter((resolution) => resolution !== 'linked_by_hand')}
            word={(resolution) => resolutionSentences[resolution]}
          />
          <p className="small mute">
            A rule gives a reason, as a person would; it moves no money and changes no books. What somebody has taken up
            or spoken about is left to them.
          </p>
          <Refusal state={state} />
          <div>
            <Button type="submit" variant="primary" busy={busy} disabledReason={disabledReason}>
              Draft it
            </Button>
          </div>
        </>
      )}
    </ActForm>
  )
}

type PickProps<T extends string> = {
  label: string
  name: string
  begun: T | null
  values: readonly T[]
  word(value: T): string
}

function Pick<T extends string>({ label, name, begun, values, word }: PickProps<T>) {
  return (
    <Field label={label}>
      <select name={name} className="input" defaultValue={begun ?? ''} required>
        <option value="" disabled>
          Choose
        </option>
        {values.map((value) => (
          <option key={value} value={value}>
            {word(value)}
          </option>
        ))}
      </select>
    </Field>
  )
}
