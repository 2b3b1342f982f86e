'use client'

import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { useHere } from '@/components/form/here'
import { Refusal } from '@/components/form/refusal'
import { useAct } from '@/components/form/use-act'
import { Button, buttonClass } from '@/components/ui/button'
import { waysToAssign, wayWords } from '@/lib/domain/exceptions/desk/pick-owner'
import { assign } from '../actions'
import type { ActFacts } from './item-acts'

/** Hands the work to someone; the one who looks comes first. */
export function AssignMenu({ facts, open }: { facts: ActFacts; open: boolean }) {
  const { state, busy, run } = useAct()
  const marketplace = useHere()
  if (facts.assignDisabled) {
    return (
      <Button disabledReason={facts.assignDisabled}>
        Assign{' '}
        <span className="kbd" aria-hidden="true">
          A
        </span>
      </Button>
    )
  }
  const give = (assigneeId: string | null) =>
    run(() => assign({ id: facts.id, version: facts.version, assigneeId, marketplace }))
  const people = facts.people.toSorted((a, b) => Number(b.id === facts.me) - Number(a.id === facts.me))
  return (
    <>
      <Refusal state={state} />
      <Menu.Root defaultOpen={open}>
        <Menu.Trigger className={buttonClass()} data-hotkey="a" data-busy={busy || undefined}>
          Assign{' '}
          <span className="kbd" aria-hidden="true">
            A
          </span>
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="layer" sideOffset={4} align="end">
            <Menu.Popup className="pop" tabIndex={0}>
              {people.map((person) => (
                <Menu.Item key={person.id} className="pop-item" onClick={() => give(person.id)}>
                  <span className="tick">{person.id === facts.assigneeId ? <Check className="ico s" /> : null}</span>
                  {person.id === facts.me ? `${person.name} (you)` : person.name}
                </Menu.Item>
              ))}
              {waysToAssign.map((way) => (
                <Menu.Item key={way} className="pop-item" onClick={() => give(way)}>
                  <span className="tick" />
                  {wayWords[way]}
                </Menu.Item>
              ))}
              <Menu.Item className="pop-item" onClick={() => give(null)} disabled={facts.assigneeId === null}>
                <span className="tick" />
                No one
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  )
}
