'use client'

import { Paperclip, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { ActForm } from '@/components/form/act-form'
import type { FormState } from '@/components/form/form-state'
import { useHere } from '@/components/form/here'
import { Refusal } from '@/components/form/refusal'
import { useAct } from '@/components/form/use-act'
import { Button } from '@/components/ui/button'
import { acceptedFiles } from '@/lib/domain/exceptions/attachments/kind-of-file'
import { detach } from './actions'

export type FileLine = { id: string; name: string; size: string; by: string; gone: boolean; mayRemove: boolean }
type FileListProps = { exceptionId: string; files: readonly FileLine[]; disabledReason: string | null }

/** The files beside an exception. One that was taken away still says that it was there. */
export function FileList({ exceptionId, files, disabledReason }: FileListProps) {
  const box = useRef<HTMLInputElement>(null)
  const router = useRouter()
  const here = useHere()
  const { state, busy, run } = useAct(() => router.refresh())
  const add = (file: File | undefined) => {
    if (box.current) box.current.value = ''
    if (file) run(() => send(exceptionId, file, here))
  }
  return (
    <div className="files">
      {files.length > 0 ? (
        <ul aria-label="Files">
          {files.map((file) => (
            <li key={file.id}>
              <Paperclip className="ico s" />
              {file.gone ? (
                <s className="ell">{file.name}</s>
              ) : (
                <a className="link ell" href={`/exceptions/attachments/${file.id}`} download>
                  {file.name}
                </a>
              )}
              <span className="small faint nowrap">{file.gone ? 'taken away' : `${file.size}, ${file.by}`}</span>
              {file.mayRemove && !file.gone ? (
                <ActForm act={detach} className="contents">
                  {({ state: answer, busy: going }) => (
                    <>
                      <input type="hidden" name="exceptionId" value={exceptionId} />
                      <input type="hidden" name="id" value={file.id} />
                      <Button type="submit" variant="ghost" busy={going} aria-label={`Take ${file.name} away`}>
                        <X className="ico s" />
                      </Button>
                      <Refusal state={answer} />
                    </>
                  )}
                </ActForm>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <input
        ref={box}
        type="file"
        className="sr"
        tabIndex={-1}
        aria-label="File to add"
        accept={acceptedFiles}
        onChange={(event) => add(event.target.files?.[0])}
      />
      <Button busy={busy} disabledReason={disabledReason} onClick={() => box.current?.click()}>
        <Paperclip className="ico s" /> Add a file
      </Button>
      <Refusal state={state} />
    </div>
  )
}

/** The file as it is, as the body: an action would take no more than a megabyte. */
async function send(exceptionId: string, file: File, here: string | null): Promise<FormState> {
  const query = new URLSearchParams({ name: file.name, ...(here ? { marketplace: here } : {}) })
  const response = await fetch(`/exceptions/${encodeURIComponent(exceptionId)}/attachments?${query}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return (await response.json()) as FormState
}
