'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ActForm } from '@/components/form/act-form'
import { Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { change, pin, remove } from './actions'
import type { QueueView } from './load-views'

type ViewLineProps = { view: QueueView; query: string; go(): void }

/** One kept view: where it leads, whose it is, and what its keeper may do with it. */
export function ViewLine({ view, query, go }: ViewLineProps) {
  return (
    <li>
      <div className="line g1">
        <Link className="link strong ell" href={view.href} onClick={go} aria-current={view.current || undefined}>
          {view.name}
        </Link>
        <span className="chip edge">{view.shared ? 'everybody' : 'only you'}</span>
        {view.keeper ? <span className="small faint nowrap">{view.keeper}</span> : null}
        <Press act={pin} view={view} className="push" fields={{ pinned: view.pinned ? 'no' : 'yes' }}>
          {view.pinned ? 'Unpin' : 'Pin'}
        </Press>
      </div>
      {view.mayChange ? (
        <details>
          <summary className="small mute">Change “{view.name}”</summary>
          <div className="line g1 wrap">
            <ActForm act={change} className="line g1">
              {({ state, busy }) => (
                <>
                  <Key view={view} />
                  <Input name="name" aria-label={`New name of ${view.name}`} defaultValue={view.name} maxLength={60} />
                  <Button type="submit" busy={busy}>
                    Rename
                  </Button>
                  <Refusal state={state} />
                </>
              )}
            </ActForm>
            {view.mine && !view.current ? (
              <Press act={change} view={view} fields={{ query }}>
                Show what is shown now
              </Press>
            ) : null}
            {view.mine ? (
              <Press act={change} view={view} fields={{ shared: view.shared ? 'no' : 'yes' }}>
                {view.shared ? 'Only for me' : 'For everybody'}
              </Press>
            ) : null}
            <Press act={remove} view={view} fields={{}}>
              Remove
            </Press>
          </div>
        </details>
      ) : null}
    </li>
  )
}

type PressProps = {
  act: Parameters<typeof ActForm>[0]['act']
  view: QueueView
  fields: Record<string, string>
  className?: string
  children: ReactNode
}

function Press({ act, view, fields, className, children }: PressProps) {
  return (
    <ActForm act={act} className={className}>
      {({ state, busy }) => (
        <>
          <Key view={view} />
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button type="submit" variant="ghost" busy={busy}>
            {children}
          </Button>
          <Refusal state={state} />
        </>
      )}
    </ActForm>
  )
}

function Key({ view }: { view: QueueView }) {
  return (
    <>
      <input type="hidden" name="id" value={view.id} />
      <input type="hidden" name="version" value={view.version} />
    </>
  )
}
