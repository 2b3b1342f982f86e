'use client'

import { Menu } from '@base-ui/react/menu'
import { Refusal } from '@/components/form/refusal'
import { useAct } from '@/components/form/use-act'
import { Button, buttonClass } from '@/components/ui/button'
import { type Snooze, snoozes, snoozeWords } from '@/lib/domain/exceptions/desk/snooze'
import { snooze } from './actions'

type SnoozeMenuProps = {
  id: string
  version: number
  open: boolean
  disabledReason: string | null
  pause: (() => void) | null
}

/** Lays an exception aside with one press; it comes back by itself, at an hour of the marketplace's own zone. */
export function SnoozeMenu({ id, version, open, disabledReason, pause }: SnoozeMenuProps) {
  const { state, busy, run } = useAct()
  const label = (
    <>
      Snooze{' '}
      <span className="kbd" aria-hidden="true">
        S
      </span>
    </>
  )
  if (disabledReason && !pause) return <Button disabledReason={disabledReason}>{label}</Button>
  const until = (chosen: Snooze) => run(() => snooze({ id, version, snooze: chosen }))
  return (
    <>
      <Refusal state={state} />
      <Menu.Root defaultOpen={open}>
        <Menu.Trigger className={buttonClass()} data-hotkey="s" data-busy={busy || undefined}>
          {label}
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="layer" sideOffset={4} align="end">
            <Menu.Popup className="pop" tabIndex={0}>
              {(disabledReason ? [] : snoozes).map((one) => (
                <Menu.Item key={one} className="pop-item" onClick={() => until(one)}>
                  {snoozeWords[one]}
                </Menu.Item>
              ))}
              {pause ? (
                <Menu.Item className="pop-item" onClick={pause}>
                  While waiting for someone…
                </Menu.Item>
              ) : null}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  )
}
