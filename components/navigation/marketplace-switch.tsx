'use client'

import { Menu } from '@base-ui/react/menu'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { FormState } from '../form/form-state'
import { Refusal } from '../form/refusal'
import { useAct } from '../form/use-act'
import { buttonClass } from '../ui/button'

type MarketplaceSwitchProps = {
  places: readonly { id: string; name: string; here: boolean }[]
  act(id: string): Promise<FormState>
}

/** For those who work in more than one marketplace; nobody else sees it. */
export function MarketplaceSwitch({ places, act }: MarketplaceSwitchProps) {
  const { state, busy, run } = useAct()
  if (places.length < 2) return null
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className={buttonClass('ghost')} data-busy={busy || undefined}>
          <ChevronsUpDown className="ico s" />
          Switch marketplace
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="layer" sideOffset={4} align="start" collisionPadding={8}>
            <Menu.Popup className="pop" tabIndex={0}>
              {places.map(({ id, name, here }) => (
                <Menu.Item key={id} className="pop-item" disabled={here} onClick={() => run(() => act(id))}>
                  <span className="tick">{here ? <Check className="ico s" /> : null}</span>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Refusal state={state} />
    </>
  )
}
