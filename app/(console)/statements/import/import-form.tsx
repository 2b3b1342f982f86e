'use client'

import { useState } from 'react'
import { Field, FieldError, Input } from '@/components/form/field'
import { useHere } from '@/components/form/here'
import { importGood } from '@/components/form/line-words'
import { useOnce } from '@/components/form/use-once'
import { Button } from '@/components/ui/button'
import { statementEncodings } from '@/lib/domain/statements/encodings'
import { ImportResult } from './import-result'
import { type Answer, type Mode, upload } from './upload-file'

type Choice = { id: string; label: string }
type ImportFormProps = { accounts: readonly Choice[]; mappings: readonly Choice[]; disabledReason: string | null }

const encodings = statementEncodings.map((name) => ({ id: name, label: name.toUpperCase() }))

/** A file, whose it is, a dry run that shows every error, and only then the import. */
export function ImportForm({ accounts, mappings, disabledReason }: ImportFormProps) {
  const [file, setFile] = useState<File>()
  const [asked, setAsked] = useState({ bankAccount: '', mapping: '', encoding: '' })
  const [answer, setAnswer] = useState<Answer>()
  const { busy, once } = useOnce()
  const here = useHere()
  const change = (part: Partial<typeof asked>) => {
    setAsked((before) => ({ ...before, ...part }))
    setAnswer(undefined)
  }
  const send = (mode: Mode) =>
    once(async () => {
      if (file) setAnswer(await upload(file, asked, mode, here))
    })
  const reason = disabledReason ?? (file ? null : 'Choose a file first.')
  const dry = answer && 'outcome' in answer && answer.mode === 'dry' ? answer.outcome : null
  const isClean = dry?.troubles.length === 0
  const isBroken = dry !== null && (dry.troubles.some((trouble) => trouble.breaks) || dry.lines === 0)
  const notYet = dry
    ? isBroken && !isClean
      ? 'The file is refused as a whole.'
      : null
    : 'Run it dry first: nothing is written then.'
  return (
    <div className="stackv">
      <section className="card" aria-labelledby="file-title">
        <header>
          <h2 id="file-title">File</h2>
        </header>
        <div className="inner stackv">
          <Field
            label="Statement file"
            hint="camt.053, MT940 or CSV: each day in one format only, or its movements count twice."
          >
            <Input
              type="file"
              onChange={(event) => {
                setFile(event.target.files?.[0])
                setAnswer(undefined)
              }}
            />
          </Field>
          <Select
            label="Bank account"
            none="as the file says"
            choices={accounts}
            change={(bankAccount) => change({ bankAccount })}
          />
          <Select label="Mapping, for CSV" none="none" choices={mappings} change={(mapping) => change({ mapping })} />
          <Select
            label="Encoding"
            none="as the file says, else UTF-8"
            choices={encodings}
            change={(encoding) => change({ encoding })}
          />
          <FieldError>{answer && 'refusal' in answer ? answer.refusal : undefined}</FieldError>
          <div className="line wrap">
            <Button
              variant={dry || reason ? 'plain' : 'primary'}
              disabledReason={reason}
              busy={busy}
              onClick={() => send('dry')}
            >
              Dry run
            </Button>
            <Button
              variant={dry && !isBroken ? 'primary' : 'plain'}
              disabledReason={reason ?? notYet}
              busy={busy}
              onClick={() => send(isClean ? 'whole' : 'good')}
            >
              {isClean || isBroken || !dry ? 'Import the statement' : importGood(dry.lines)}
            </Button>
          </div>
        </div>
      </section>
      {answer && 'outcome' in answer ? (
        <ImportResult outcome={answer.outcome} accounts={accounts} isDry={answer.mode === 'dry'} />
      ) : null}
    </div>
  )
}

type SelectProps = { label: string; none: string; choices: readonly Choice[]; change(id: string): void }

function Select({ label, none, choices, change }: SelectProps) {
  return (
    <Field label={label}>
      <select className="input" onChange={(event) => change(event.target.value)}>
        <option value="">{none}</option>
        {choices.map(({ id, label: words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
}
