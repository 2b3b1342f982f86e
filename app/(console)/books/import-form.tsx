'use client'

import { useState } from 'react'
import { Field, FieldError, Input } from '@/components/form/field'
import { useHere } from '@/components/form/here'
import { importGood } from '@/components/form/line-words'
import { useOnce } from '@/components/form/use-once'
import { Button } from '@/components/ui/button'
import { type CsvField, guessSources, neededFields } from '@/lib/domain/books/csv-fields'
import { columnNames } from '@/lib/domain/books/csv-head'
import type { CsvOutcome } from '@/lib/server/books/import-csv'
import { csvWords } from './csv-words'
import { ImportOutcome } from './import-outcome'
import { type MappingDraft, MappingFields } from './mapping-fields'

type Answer = { outcome: CsvOutcome; mode: Mode } | { refusal: string }
type Mode = 'dry' | 'whole' | 'good'

/** A file, where its fields come from, a dry run, and only then the import. */
export function ImportForm({ disabledReason }: { disabledReason: string | null }) {
  const [file, setFile] = useState<File>()
  const [header, setHeader] = useState<string[]>([])
  const [trouble, setTrouble] = useState<string>()
  const [draft, setDraft] = useState<MappingDraft>({ unit: 'minor', fields: {} })
  const [answer, setAnswer] = useState<Answer>()
  const { busy, once } = useOnce()
  const here = useHere()

  const choose = async (chosen: File | undefined) => {
    setFile(chosen)
    setAnswer(undefined)
    const text = chosen ? await chosen.slice(0, 64_000).text() : ''
    const wrong = chosen && troubleOf(chosen, text)
    setTrouble(wrong)
    const names = wrong ? [] : columnNames(text)
    setHeader(names)
    const columns = Object.entries(guessSources(names)).map(([field, column]) => [field, { column }])
    setDraft((before) => ({ ...before, fields: Object.fromEntries(columns) as MappingDraft['fields'] }))
  }
  const send = (mode: Mode) =>
    once(async () => {
      if (file) setAnswer(await upload(file, draft, mode, here))
    })
  const missing = neededFields.filter((field) => !draft.fields[field])
  const reason = disabledReason ?? trouble ?? (file ? missingWords(missing) : 'Choose a file first.')
  const dryRun = answer && 'outcome' in answer && answer.mode === 'dry' ? answer.outcome : null
  const clean = dryRun !== null && dryRun.rejected === 0
  return (
    <div className="cols">
      <section className="card" aria-labelledby="file-title">
        <header>
          <h2 id="file-title">File and mapping</h2>
        </header>
        <div className="inner stackv">
          <Field
            label="CSV file"
            hint="UTF-8, a head in the first line, commas or semicolons, up to 10,000 lines and 16 MB."
          >
            <Input type="file" accept=".csv,text/csv" onChange={(event) => choose(event.target.files?.[0])} />
          </Field>
          {header.length > 0 ? <MappingFields header={header} draft={draft} change={setDraft} /> : null}
          <FieldError>{trouble ?? (answer && 'refusal' in answer ? answer.refusal : undefined)}</FieldError>
          <div className="line wrap">
            <Button
              variant={dryRun || reason ? 'plain' : 'primary'}
              disabledReason={reason}
              busy={busy}
              onClick={() => send('dry')}
            >
              Dry run
            </Button>
            <Button
              variant={clean ? 'primary' : 'plain'}
              disabledReason={reason ?? (dryRun ? null : 'Run it dry first: nothing is written then.')}
              busy={busy}
              onClick={() => send(clean ? 'whole' : 'good')}
            >
              {clean || !dryRun ? 'Import all lines' : importGood(dryRun.withheld)}
            </Button>
          </div>
        </div>
      </section>
      {answer && 'outcome' in answer ? <ImportOutcome outcome={answer.outcome} dry={answer.mode === 'dry'} /> : null}
    </div>
  )
}

async function upload(file: File, draft: MappingDraft, mode: Mode, here: string | null): Promise<Answer> {
  const body = new FormData()
  body.set('file', file)
  body.set('mapping', JSON.stringify(draft))
  body.set('mode', mode)
  if (here) body.set('marketplace', here)
  try {
    const response = await fetch('/books/upload', { method: 'POST', body })
    const answer = (await response.json()) as { outcome: CsvOutcome } | { refusal: string }
    return 'outcome' in answer ? { outcome: answer.outcome, mode } : answer
  } catch {
    return { refusal: 'The server did not answer. Lines that were written stay written once; try again.' }
  }
}

/** What can be told before anything is sent; the server looks again. */
function troubleOf(file: File, beginning: string): string | undefined {
  if (file.size === 0) return csvWords.blank
  if (file.size > mostBytes) return csvWords.too_large
  return beginning.includes('\u0000') ? csvWords.binary : undefined
}

const mostBytes = 16 * 1024 * 1024

function missingWords(missing: readonly CsvField[]): string | null {
  return missing.length === 0 ? null : `Say first where to find: ${missing.join(', ')}.`
}
