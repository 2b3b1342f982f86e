'use client'

import { X } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { type FormEvent, type ReactNode, useTransition } from 'react'
import { owesWord } from '@/components/finance/kind-words'
import { PickMenu } from '@/components/ui/pick-menu'
import { ageWords, queueParams } from './search-params'
import { DisplayMenu } from './table/display-menu'

type Option = { value: string; label: string; count?: number }
export type FilterName = 'kind' | 'severity' | 'currency' | 'owner' | 'tag'
export type FilterGroup = { name: FilterName; label: string; options: readonly Option[] }

/** Chips for what is set, one menu for what could be. Every change is a new address. */
export function QueueFilters({ groups, views }: { groups: readonly FilterGroup[]; views: ReactNode }) {
  const [pending, startTransition] = useTransition()
  const [params, setParams] = useQueryStates(queueParams, { shallow: false, startTransition })
  const valuesOf = (name: FilterName): readonly string[] => [params[name] ?? []].flat()
  const setFilter = (name: FilterName, values: readonly string[]) => {
    const value = severalOf.has(name) ? values : (values.at(-1) ?? null)
    return setParams({ [name]: value?.length ? value : null, ...fresh })
  }
  const toggle = (name: string, value: string, picked: boolean) => {
    const group = groups.find((candidate) => candidate.name === name)
    if (!group) return
    const rest = valuesOf(group.name).filter((other) => other !== value)
    setFilter(group.name, picked ? [...rest, value] : rest)
  }
  const active = groups.filter((group) => valuesOf(group.name).length > 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser
    <div className="facets" role="group" aria-label="Filters" aria-busy={pending}>
      {active.map((group) => (
        <Facet
          key={group.name}
          label={group.label}
          value={summaryOf(group, valuesOf(group.name))}
          remove={() => setFilter(group.name, [])}
        />
      ))}
      {params.age ? (
        <Facet label="Age" value={ageWords[params.age]} remove={() => setParams({ age: null, ...fresh })} />
      ) : null}
      {params.seller ? (
        <Facet label="Seller" value={params.seller} remove={() => setParams({ seller: null, ...fresh })} />
      ) : null}
      {params.owes ? (
        <Facet label="Owes" value={owesWord(params.owes)} remove={() => setParams({ owes: null, ...fresh })} />
      ) : null}
      {params.left === null ? null : (
        <Facet
          label="Seller"
          value={params.left ? 'has left' : 'is still connected'}
          remove={() => setParams({ left: null, ...fresh })}
        />
      )}
      {params.month ? (
        <Facet label="Happened in" value={params.month} remove={() => setParams({ month: null, ...fresh })} />
      ) : null}
      {params.q ? (
        <Facet label="Id, in every view" value={params.q} remove={() => setParams({ q: null, ...fresh })} />
      ) : null}
      <PickMenu
        trigger="Filter"
        hotkey="f"
        groups={groups.map((group) => ({
          ...group,
          options: group.options.map((option) => ({ ...option, picked: valuesOf(group.name).includes(option.value) })),
        }))}
        onToggle={toggle}
      />
      <DisplayMenu />
      {views}
      <FindBox find={(q) => setParams({ q, ...fresh })} />
    </div>
  )
}

/** Of these, a line may fit any that is chosen. */
const severalOf: ReadonlySet<FilterName> = new Set(['kind', 'severity', 'tag'])

/** A changed filter begins again at the first page, with nothing open. */
const fresh = { after: null, item: null, act: null }

function Facet({ label, value, remove }: { label: string; value: string; remove(): void }) {
  return (
    <span className="facet">
      <span>{label}</span>
      <b>{value}</b>
      <button type="button" className="x" aria-label={`Remove the filter ${label}`} onClick={remove}>
        <X className="ico s" />
      </button>
    </span>
  )
}

/** Whoever has an id at hand finds its exception. */
function FindBox({ find }: { find(text: string | null): void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('q') ?? '').trim()
    event.currentTarget.reset()
    // The single keys rest while a field has the focus: whoever has asked goes on in the list.
    event.currentTarget.querySelector('input')?.blur()
    find(text === '' ? null : text)
  }
  return (
    <search className="find">
      <form action="/exceptions" onSubmit={submit}>
        <input
          type="search"
          name="q"
          className="input"
          aria-label="Find by id"
          placeholder="Any id, EX number"
          data-hotkey="/"
        />
      </form>
    </search>
  )
}

function summaryOf(group: FilterGroup, values: readonly string[]): string {
  const labels = values.map((value) => group.options.find((option) => option.value === value)?.label ?? value)
  return labels.length > 2 ? `any of ${labels.length}` : labels.join(' or ')
}
