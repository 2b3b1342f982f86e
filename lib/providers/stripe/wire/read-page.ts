import type { RawObject } from '@/lib/domain/provider/facts'
import type { Page, UnsoundBody } from '@/lib/providers/port'
import { type Cut, cutList, idOfBytes } from './cut-list'
import { isObject } from './exact-json'
import { maxObjectBytes, readSound } from './soundness'

type Source = { accountId: string; source: string; startedAt: Date }

/** True when the body is a whole list, even one with objects that must go to quarantine. Half a page is asked for again. */
export function isWholeList(body: Buffer): boolean {
  return readList(body) !== null || cutList(body) !== null
}

/**
 * Reads a list. An object that may not become jsonb, or that `translate` cannot make sense of, is set aside as bytes
 * and the rest of the page goes on; when the page cannot even be cut, all of it is set aside and the list stops there.
 */
export function readPage<T>(body: Buffer, from: Source, translate: (raw: RawObject) => T | null): Page<T> {
  const list = readList(body)
  if (list) {
    const page = translateAll(list.data, from, translate)
    return { ...page, next: nextCursor(list.hasMore, idOf(list.data.at(-1))), observedAt: from.startedAt }
  }
  const cut = cutList(body)
  if (!cut) return { items: [], unsound: [setAside(from, 'not_json', body)], next: null, observedAt: from.startedAt }
  return readCut(cut, from, translate)
}

function readCut<T>(cut: Cut, from: Source, translate: (raw: RawObject) => T | null): Page<T> {
  const sound: RawObject[] = []
  const unsound: UnsoundBody[] = []
  for (const bytes of cut.objects) {
    const read = readSound(bytes)
    if (read.ok && isObject(read.value)) sound.push(read.value)
    else unsound.push(setAside(from, read.ok ? 'not_understood' : read.reason, bytes))
  }
  const page = translateAll(sound, from, translate)
  const last = cut.objects.at(-1)
  const next = nextCursor(cut.hasMore, last ? idOfBytes(last) : null)
  return { items: page.items, unsound: [...unsound, ...page.unsound], next, observedAt: from.startedAt }
}

function translateAll<T>(data: readonly RawObject[], from: Source, translate: (raw: RawObject) => T | null) {
  const items: T[] = []
  const unsound: UnsoundBody[] = []
  for (const raw of data) {
    try {
      const item = translate(raw)
      if (item !== null) items.push(item)
    } catch {
      unsound.push(setAside(from, 'not_understood', Buffer.from(JSON.stringify(raw))))
    }
  }
  return { items, unsound }
}

function readList(body: Buffer): { data: RawObject[]; hasMore: boolean } | null {
  const read = readSound(body, maxObjectBytes)
  if (!read.ok || !isObject(read.value) || !Array.isArray(read.value.data)) return null
  const data = read.value.data
  if (!data.every(isObject)) return null
  return { data, hasMore: read.value.has_more === true }
}

function setAside(from: Source, reason: UnsoundBody['reason'], body: Buffer): UnsoundBody {
  return { accountId: from.accountId, source: from.source, reason, body }
}

function idOf(raw: RawObject | undefined): string | null {
  return typeof raw?.id === 'string' ? raw.id : null
}

/** A list that says there is more and cannot name its last object would be walked for ever. */
function nextCursor(hasMore: boolean, lastId: string | null): string | null {
  if (hasMore && lastId === null) throw new Error('Stripe says that the list goes on, but its last object has no id')
  return hasMore ? lastId : null
}
