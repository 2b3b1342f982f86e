import { expect } from 'vitest'
import type { BookEntryInput } from '@/lib/domain/books/book-entry'
import { ago } from '@/lib/domain/reconciliation/testing/small-family'
import { type Act, noParticulars, type Particulars } from '@/lib/domain/resolutions/act'
import { writeBookEntries } from '../../books/write-book-entries'
import type { Ctx } from '../../context'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { reconcileAll } from '../../reconciliation/reconcile-all'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { forgetWorld } from '../../reconciliation/testing/store-world'
import { type ProposeResult, proposeResolution } from '../propose-resolution'
import { type UndoResult, undoResolution } from '../undo-resolution'

type Book = Partial<BookEntryInput> & Pick<BookEntryInput, 'kind' | 'reference' | 'amountMinor'>
type Standing = { id: string; number: string; version: number; state: string; kind: string; minor: string }

/** A marketplace in which people resolve what a run found. */
export type ResolutionGround = {
  t: TestDatabase
  analyst(): Ctx
  /** Another set of objects for each test: references are claimed for ever. */
  begin(): Promise<void>
  id(name: string): string
  book(...entries: Book[]): Promise<void>
  run(): Promise<unknown>
  about(objectId: string): Promise<Standing>
  state(objectId: string): Promise<string>
  propose(objectId: string, act: Act, over?: Partial<Particulars>, ctx?: Ctx): Promise<ProposeResult>
  /** The same, which has to be done at once; the id of what was done. */
  done(objectId: string, act: Act, over?: Partial<Particulars>): Promise<string>
  undo(resolutionId: string, ctx?: Ctx): Promise<UndoResult>
  /** Whatever was done, another run of everything says the same. */
  survives(objectId: string, expected: string): Promise<void>
  audits(subject: string): Promise<string[]>
}

export async function openResolutionGround(): Promise<ResolutionGround> {
  const t = await openTestDatabase()
  let world = 0
  const analyst = () => t.ctxAs('analyst')
  const about = (objectId: string) => exceptionAbout(t, objectId)
  const run = () => reconcileTouched(t.ctx)
  const state = async (objectId: string) => (await about(objectId)).state
  const propose: ResolutionGround['propose'] = async (objectId, act, over = {}, ctx = analyst()) => {
    const { id, version } = await about(objectId)
    const particulars = { ...noParticulars, ...over }
    return proposeResolution(ctx, { id, version, act, note: 'seen in the journal', particulars })
  }
  return {
    t,
    analyst,
    begin: async () => {
      await forgetWorld(t.ctx)
      world += 1
    },
    id: (name) => `${name}_w${world}`,
    book: (...entries) => bookEntries(t, entries),
    run,
    about,
    state,
    propose,
    done: async (objectId, act, over = {}) => {
      const result = await propose(objectId, act, over)
      if (!result.ok || result.value.way !== 'at_once') throw new Error(JSON.stringify(result))
      return result.value.resolutionId
    },
    undo: (id, ctx = analyst()) => undoResolution(ctx, { id }),
    survives: async (objectId, expected) => {
      await run()
      expect(await state(objectId)).toBe(expected)
      expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
      expect(await state(objectId)).toBe(expected)
    },
    audits: async (subject) =>
      (await t.admin.query('SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq', [subject])).rows.map(
        (row) => row.action,
      ),
  }
}

async function bookEntries(t: TestDatabase, entries: readonly Book[]): Promise<void> {
  const place = { account: 'acct_platform', currency: 'usd', occurredAt: ago(100).toISOString() }
  const good = entries.map((entry, line) => ({ line, value: { ...place, ...entry } }))
  const key: Ctx = { ...t.ctx, actor: { kind: 'apiKey', id: 'key_1', marketplaceId: t.marketplaceId } }
  const result = await writeBookEntries(key, { good, errors: [] }, { partial: false })
  if (!result.ok || result.value.accepted !== entries.length) throw new Error('not booked')
}

async function exceptionAbout(t: TestDatabase, objectId: string): Promise<Standing> {
  const { rows } = await t.admin.query<Standing>(
    `SELECT id, number::text, version, state, kind, amount_minor::text AS minor FROM recon_exception
     WHERE marketplace_id = $1 AND object_id = $2 ORDER BY opened_at`,
    [t.marketplaceId, objectId],
  )
  if (!rows[0]) throw new Error(`nothing found about ${objectId}`)
  return rows[0]
}
