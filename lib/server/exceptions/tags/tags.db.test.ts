import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { tagPolicy } from '@/lib/domain/exceptions/tags/tag'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../../reconciliation/testing/store-world'
import { getException } from '../exception-detail'
import { countExceptions, type ExceptionSort, listExceptions } from '../queries'
import { listTags, tagsOf } from './queries'
import { tagException } from './tag-exception'

let t: TestDatabase
let ids: string[]
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  await forgetWorld(t.ctx)
  await t.admin.query('DELETE FROM exception_tag')
  const legs = Array.from({ length: 8 }, (_, at) => leg('sale', `ch_${at}`, 10_00n, { created: ago(100 + at) }))
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
  ids = (await t.admin.query('SELECT id FROM recon_exception ORDER BY due_at, id')).rows.map(({ id }) => id)
})

const put = (id: string, tag: string, on = true) => tagException(t.ctxAs('analyst'), { id, tag, on })
const first = () => ids[0] as string
const audits = async () =>
  (await t.admin.query(`SELECT action, detail FROM audit_entry WHERE action LIKE 'exception.%tag' ORDER BY seq`)).rows

test('a tag is put on once, taken off once, and the chain knows that without the word', async () => {
  const before = (await audits()).length
  expect(await put(first(), 'Ask Bank')).toEqual({ ok: true, value: { tag: 'ask-bank', changed: true } })
  expect(await put(first(), 'ask bank')).toEqual({ ok: true, value: { tag: 'ask-bank', changed: false } })
  expect((await getException(t.ctx, first()))?.tags).toEqual(['ask-bank'])
  expect(await listTags(t.ctx)).toEqual(['ask-bank'])
  expect(await put(first(), 'ask-bank', false)).toMatchObject({ value: { changed: true } })
  expect(await put(first(), 'ask-bank', false)).toMatchObject({ value: { changed: false } })
  expect(await listTags(t.ctx)).toEqual([])
  expect((await audits()).slice(before)).toEqual([
    { action: 'exception.tag', detail: {} },
    { action: 'exception.untag', detail: {} },
  ])
})

test('what is no tag, not there, of another marketplace or beyond the bound is refused, and nothing is written', async () => {
  expect(await put(first(), 'a, b')).toMatchObject({ reason: 'bad_tag' })
  expect(await put('ex_nope', 'word')).toMatchObject({ reason: 'not_found' })
  expect(await tagException(t.ctxAs('executive'), { id: first(), tag: 'word', on: true })).toMatchObject({
    reason: 'not_permitted',
  })
  const foreign = t.ctxAs('admin', t.otherMarketplaceId)
  expect(await tagException(foreign, { id: first(), tag: 'word', on: true })).toMatchObject({ reason: 'not_found' })
  const words = Array.from({ length: tagPolicy.tagsPerException + 4 }, (_, at) => `w${at}`)
  const answers = await Promise.all(words.map((word) => put(first(), word)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(tagPolicy.tagsPerException)
  expect((await tagsOf(t.ctx, [first()])).get(first())).toHaveLength(tagPolicy.tagsPerException)
  expect(await listTags(foreign)).toEqual([])
  expect(await tagsOf(foreign, [first()])).toEqual(new Map())
})

test.each<ExceptionSort>(['due', 'opened', 'amount', 'severity'])(
  'by tag the queue shows those that carry one of them, each once, page by page in the order of %s',
  async (sort) => {
    for (const id of ids.slice(0, 5)) await put(id, 'red')
    for (const id of ids.slice(3, 6)) await put(id, 'blue')
    const filter = { tags: ['red', 'blue'], states: ['open' as const] }
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await listExceptions(t.ctx, { filter, sort, direction: 'asc', limit: 2, cursor })
      if (!page.ok) throw new Error(page.reason)
      seen.push(...page.value.rows.map(({ id }) => id))
      if (!page.value.next) break
      cursor = page.value.next
    }
    expect(seen.toSorted()).toEqual(ids.slice(0, 6).toSorted())
    expect(await countExceptions(t.ctx, filter)).toMatchObject({ total: 6 })
    const both = await listExceptions(t.ctx, { filter: { ...filter, text: first() }, sort, direction: 'asc', limit: 9 })
    expect(both.ok && both.value.rows.map(({ id }) => id)).toEqual([first()])
    const seller = { ...filter, seller: 'acct_nobody_here' }
    expect(await listExceptions(t.ctx, { filter: seller, sort, direction: 'asc', limit: 9 })).toMatchObject({
      value: { rows: [] },
    })
  },
)
