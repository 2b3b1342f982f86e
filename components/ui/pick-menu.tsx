'use client'

import { Menu } from '@base-ui/react/menu'
import { Check, Plus } from 'lucide-react'
import type { ReactNode } from 'react'

export type PickGroup = { label: string; name: string; options: readonly PickOption[] }
export type PickOption = { value: string; label: string; count?: number; picked: boolean }

type PickMenuProps = {
  trigger: ReactNode
  hotkey?: string
  groups: readonly PickGroup[]
  onToggle(name: string, value: string, picked: boolean): void
}

/** Adds and removes filters; stays open so that several can be set at once. */
export function PickMenu({ trigger, hotkey, groups, onToggle }: PickMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger className="facet add" data-hotkey={hotkey}>
        <Plus className="ico s" />
        {trigger}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="layer" sideOffset={4} align="start">
          <Menu.Popup className="pop" tabIndex={0}>
            {groups.map((group) => (
              <Menu.Group key={group.name}>
                <Menu.GroupLabel className="pop-label">{group.label}</Menu.GroupLabel>
                {group.options.map((option) => (
                  <Menu.CheckboxItem
                    key={option.value}
                    className="pop-item"
                    checked={option.picked}
                    onCheckedChange={(picked) => onToggle(group.name, option.value, picked)}
                  >
                    <span className="tick">{option.picked ? <Check className="ico s" /> : null}</span>
                    {option.label}
                    {option.count === undefined ? null : <span className="n">{option.count}</span>}
                  </Menu.CheckboxItem>
                ))}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
