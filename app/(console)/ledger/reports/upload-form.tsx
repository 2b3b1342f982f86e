'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Field, FieldError, Input } from '@/components/form/field'
import { useHere } from '@/components/form/here'
import { useOnce } from '@/components/form/use-once'
import { Button } from '@/components/ui/button'
import { type ReportKind, reportKinds } from '@/lib/domain/reports/report'
import type { CheckAnswer } from '@/lib/server/reports/report-wire'
import { kindWords, verdictWords } from './report-words'

type Asked = { kind: ReportKind; account: string; from: string; to: string }

/** A file saved from Stripe, what it is, and a dry run that keeps nothing. */
export function UploadForm({ disabledReason }: { disabledReason: string | null }) {
  const [file, setFile] = useState<File>()
  const [asked, setAsked] = useState<Asked>({ kind: 'dashboard', account: '', from: '', to: '' })
  const [answer, setAnswer] = useState<CheckAnswer>()
  const { busy, once } = useOnce()
  const here = useHere()
  const change = (part: Partial<Asked>) => {
    setAsked((before) => ({ ...before, ...part }))
    setAnswer(undefined)
  }
  const send = (dryRun: boolean) =>
    once(async () => {
      if (file) setAnswer(await upload(file, asked, dryRun, here))
    })
  const reason = disabledReason ?? (file && asked.from && asked.to ? null : 'Choose a file and its days first.')
  return (
    <section className="card" aria-labelledby="file-title">
      <header>
        <h2 id="file-title">Check a file</h2>
      </header>
      <div className="inner stackv">
        <Field label="File from Stripe" hint="CSV, as Stripe wrote it, with the UTC columns.">
          <Input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => {
              setFile(event.target.files?.[0])
              setAnswer(undefined)
            }}
          />
        </Field>
        <Field label="Kind of report">
          <select
            className="input"
            onChange={(event) => change({ kind: event.target.value as ReportKind })}
            value={asked.kind}
          >
            {reportKinds.map((kind) => (
              <option key={kind} value={kind}>
                {kindWords[kind]}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Account" hint="Empty: the platform’s own.">
          <Input value={asked.account} onChange={(event) => change({ account: event.target.value.trim() })} />
        </Field>
        <Field label="First day, UTC">
          <Input type="date" value={asked.from} onChange={(event) => change({ from: event.target.value })} />
        </Field>
        <Field label="Last day, UTC">
          <Input type="date" value={asked.to} onChange={(event) => change({ to: event.target.value })} />
        </Field>
        <FieldError>
          {answer && 'error' in answer ? `${answer.error.message} ${answer.error.fix}` : undefined}
        </FieldError>
        <div className="line wrap">
          <Button disabledReason={reason} busy={busy} onClick={() => send(true)}>
            Dry run
          </Button>
          <Button
            variant={reason ? 'plain' : 'primary'}
            disabledReason={reason}
            busy={busy}
            onClick={() => send(false)}
          >
            Check and keep the verdict
          </Button>
        </div>
        {answer && !('error' in answer) ? <Outcome answer={answer} kind={asked.kind} /> : null}
      </div>
    </section>
  )
}

function Outcome({ answer, kind }: { answer: Exclude<CheckAnswer, { error: unknown }>; kind: ReportKind }) {
  const isEqual = 'verdict' in answer && answer.verdict === 'equal'
  const words =
    'trouble' in answer
      ? `Line ${answer.trouble.line}: ${answer.trouble.message}. ${answer.trouble.fix}`
      : verdictWords({ ...emptyCheck, ...countsOf(answer.counts), kind, verdict: answer.verdict })
  return (
    <p className={isEqual ? 'note success' : 'note warning'} role="status">
      <span>
        {words}{' '}
        {answer.checkId ? <Link href={`/ledger/reports/${answer.checkId}`}>See the check</Link> : 'Nothing was kept.'}
      </span>
    </p>
  )
}

const emptyCheck = {
  state: 'checked',
  origin: 'file',
  refusal: null,
  fetched: 0n,
  rows: 0n,
  missingHere: 0n,
  missingThere: 0n,
  differing: 0n,
  repeated: 0n,
} as const

function countsOf(counts: Record<string, string>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, BigInt(count)]))
}

async function upload(file: File, asked: Asked, dryRun: boolean, here: string | null): Promise<CheckAnswer> {
  const query = new URLSearchParams({ ...asked, dryRun: String(dryRun), ...(here ? { marketplace: here } : {}) })
  const headers = { 'content-type': 'application/octet-stream' }
  try {
    const response = await fetch(`/ledger/reports/upload?${query}`, { method: 'POST', body: file, headers })
    return (await response.json()) as CheckAnswer
  } catch {
    return {
      error: {
        code: 'no_answer',
        message: 'The server did not answer.',
        fix: 'Look at the list before you try again.',
      },
    }
  }
}
