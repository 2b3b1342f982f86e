import { kindWord } from '@/components/finance/kind-words'
import { formatInstant } from '@/components/moment/instants'
import type { Cause, CauseBy } from '@/lib/domain/exceptions/causes'
import type { ResolveCauseRefusal } from '@/lib/server/causes/resolve-cause'
import type { UndoBatchRefusal } from '@/lib/server/causes/undo-batch'
import { resolveWords } from '../action-words'

/** What a trait is called: the seller by name, the hour in the page's zone. */
export function traitWord(
  by: CauseBy | 'rule',
  value: string,
  names: ReadonlyMap<string, string>,
  zone: string,
): string {
  switch (by) {
    case 'seller':
      return names.get(value) ?? value
    case 'rule':
      return `rule ${value}`
    case 'tier':
      return `fee tier ${value}`
    case 'import':
      return `the import ${value}`
    case 'hour':
      return `the hour from ${formatInstant(new Date(`${value}:00:00Z`), zone)}`
  }
}

/** Why they are one: "5 of 8, all of Bayside Books, which makes 1 % of all movements." */
export function causeSentence(cause: Cause, trait: string): string {
  const { ids, of, shareBp, kind } = cause
  const share = shareBp < 10 ? 'less than 0.1 %' : `${(shareBp / 100).toFixed(shareBp < 1_000 ? 1 : 0)} %`
  const all = ids.length === of ? `All ${of} open` : `${ids.length} of ${of} open`
  return `${all} “${kindWord(kind)}” share ${trait}, which makes ${share} of all movements.`
}

/** "12 exceptions in 3 causes" */
export function sayGrouped(causes: readonly Cause[]): string {
  const grouped = causes.reduce((total, { ids }) => total + ids.length, 0).toLocaleString('en-GB')
  return `${grouped} exceptions in ${causes.length === 1 ? 'one cause' : `${causes.length.toLocaleString('en-GB')} causes`}`
}

export const resolveCauseWords: Record<ResolveCauseRefusal, string> = {
  ...resolveWords,
  too_many: 'At most 500 can be resolved as one.',
  nothing: 'There is nothing left to resolve here.',
  mixed: 'These are of several kinds: they are not one cause. Load the page again.',
}

export const undoBatchWords: Record<UndoBatchRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not reopen them.',
  not_found: 'There is no such resolution in this marketplace.',
  undone_already: 'Someone has taken this back already.',
}
