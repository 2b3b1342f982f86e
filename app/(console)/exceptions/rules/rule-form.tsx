'use client'

import { kindWord, owesWord } from '@/components/finance/kind-words'
import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { waysToAssign, wayWords } from '@/lib/domain/exceptions/desk/pick-owner'
import { resolutionSentences, resolutions } from '@/lib/domain/exceptions/resolution'
import { directions, findingKinds } from '@/lib/domain/reconciliation/finding'
import { tagMark } from '@/lib/domain/rules/deed'
import { draft } from './actions'
import type { RuleParams } from './search-params'

type RuleFormProps = {
  begun: RuleParams
  people: readonly { id: string; name: string; owns: boolean }[]
  disabledReason: string | null
}

/** Which exceptions, up to which amount, and what is said of them. */
export function RuleForm({ begun, people, disabledReason }: RuleFormProps) {
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
          <Field label="What it does">
            <select name="resolution" className="input" defaultValue={begun.resolution ?? ''} required>
              <option value="" disabled>
                Choose
              </option>
              <optgroup label="Give a reason">
                {resolutions
                  .filter((resolution) => resolution !== 'linked_by_hand')
                  .map((resolution) => (
                    <option key={resolution} value={resolution}>
                      {resolutionSentences[resolution]}
                    </option>
                  ))}
              </optgroup>
              <optgroup label="Give them to">
                {waysToAssign.map((way) => (
                  <option key={way} value={`assign:${way}`}>
                    {wayWords[way]}
                  </option>
                ))}
                {people
                  .filter(({ owns }) => owns)
                  .map(({ id, name }) => (
                    <option key={id} value={`assign:${id}`}>
                      {name}
                    </option>
                  ))}
              </optgroup>
              <optgroup label="Tell">
                {people.map(({ id, name }) => (
                  <option key={id} value={`tell:${id}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
              <optgroup label="Put a word on them">
                <option value={tagMark}>The tag below</option>
              </optgroup>
            </select>
          </Field>
          <Field label="Tag" hint="Only where a word is put on them.">
            <Input name="tag" maxLength={100} autoComplete="off" />
          </Field>
          <p className="small mute">
            A rule moves no money and changes no books. It gives reasons to what nobody has taken up or spoken about; it
            hands out, tags and tells of what is found after it was activated, of each once.
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
