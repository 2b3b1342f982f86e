'use client'

import { Popover } from '@base-ui/react/popover'
import { ArrowDown, ArrowUp, Settings2 } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useEffect, useMemo, useRef, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { queueParams } from '../search-params'
import {
  asChoice,
  type ColumnName,
  columnNames,
  columnsOf,
  type Density,
  densities,
  moved,
  toggled,
} from './column-choice'
import { columnLooks } from './columns'

const densityWords: Record<Density, string> = { compact: 'One line', usual: 'Two lines', comfortable: 'Roomy' }

/** Which columns, in which order, how close: all of it goes into the address, so that a view keeps it. */
export function DisplayMenu() {
  const [pending, startTransition] = useTransition()
  const [params, setParams] = useQueryStates(queueParams, { shallow: false, startTransition })
  const columns = useMemo(() => columnsOf(params.cols), [params.cols])
  const show = (next: readonly ColumnName[]) => setParams({ cols: asChoice(next) })
  const list = useRef<HTMLUListElement>(null)
  const focused = useRef<ColumnName>(null)
  const change = (name: ColumnName) => {
    focused.current = name
    show(toggled(columns, name))
  }
  // A line that moves in the list loses the focus on the way.
  useEffect(() => {
    if (focused.current && columns) list.current?.querySelector<HTMLElement>(`[name="${focused.current}"]`)?.focus()
    focused.current = null
  }, [columns])
  const rest = columnNames.filter((name) => !columns.includes(name))
  return (
    <Popover.Root>
      <Popover.Trigger className="facet add" data-hotkey="d" aria-busy={pending}>
        <Settings2 className="ico s" />
        Display
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={4} align="start">
          <Popover.Popup className="pop display-menu" aria-label="Display">
            <fieldset className="field">
              <legend className="pop-label">Rows</legend>
              <div className="line g1">
                {densities.map((density) => (
                  <label key={density} className="chip edge pick">
                    <input
                      type="radio"
                      name="density"
                      value={density}
                      checked={params.density === density}
                      onChange={() => setParams({ density })}
                    />
                    {densityWords[density]}
                  </label>
                ))}
              </div>
            </fieldset>
            <p className="pop-label">Columns, from left to right</p>
            <ul aria-label="Columns" ref={list}>
              {[...columns, ...rest].map((name) => (
                <li key={name} className="pop-item">
                  <Shown name={name} shown={columns.includes(name)} change={() => change(name)} />
                  {columns.includes(name) ? (
                    <>
                      <Move name={name} to="left" end={columns[0] === name} go={() => show(moved(columns, name, -1))} />
                      <Move
                        name={name}
                        to="right"
                        end={columns.at(-1) === name}
                        go={() => show(moved(columns, name, 1))}
                      />
                    </>
                  ) : null}
                </li>
              ))}
            </ul>
            <Button variant="ghost" onClick={() => setParams({ cols: null, density: null })}>
              As everybody sees it
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Shown({ name, shown, change }: { name: ColumnName; shown: boolean; change(): void }) {
  return (
    <label className="line g1 grow">
      <input
        type="checkbox"
        name={name}
        className="check"
        checked={shown}
        disabled={name === 'reason'}
        onChange={change}
      />
      {columnLooks[name].title}
    </label>
  )
}

type MoveProps = { name: ColumnName; to: 'left' | 'right'; end: boolean; go(): void }

function Move({ name, to, end, go }: MoveProps) {
  const Arrow = to === 'left' ? ArrowUp : ArrowDown
  const what = `Move ${columnLooks[name].title} to the ${to}`
  return (
    <button type="button" className="btn ghost icon tight" aria-label={what} title={what} disabled={end} onClick={go}>
      <Arrow className="ico s" />
    </button>
  )
}
