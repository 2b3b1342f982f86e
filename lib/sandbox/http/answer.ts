import type { FaultBoard } from '../faults/fault-board'
import { hostileRows } from '../faults/hostile'
import { duplicateRows, type ListGaps, reorderRows } from '../faults/page-faults'
import type { ConnectedAccounts } from '../listing/connected-accounts'
import { parseExpand } from '../listing/expand-paths'
import type { FieldIndex } from '../listing/field-index'
import { type Lookup, renderObject, renderPage } from '../listing/render'
import { childResources, type Resource, resources } from '../listing/resources'
import type { ReportRuns } from '../reports/report-runs'
import type { StripeObject } from '../store/store'
import { noSuch, unrecognizedUrl } from '../wire/failure'
import { decodePart, type Params, strings } from '../wire/form'
import type { World, Write } from '../world/world'
import { noAccess } from './credentials'
import type { KeptKey } from './idempotency'
import { expandOf, type Page, readBalance, readChild, readChildren, readList, readOne } from './reads'
import { answerReport } from './reports'
import { perform, writeOf } from './writes'

export type Question = { method: string; path: string; account: string; params: Params }
export type Answering = {
  world: World
  index: FieldIndex
  lookup: Lookup
  board: FaultBoard
  gaps: ListGaps
  apiKey: string
  connected: ConnectedAccounts
  reports: ReportRuns
  journal?: WriteJournal
}

/** Where writes and the answers of their keys are kept, if anywhere. */
export type WriteJournal = {
  write: (at: number, write: Write) => void
  keep: (kept: KeptKey) => void
  flush: () => void
}

const byPath = new Map(resources.map((resource) => [resource.path, resource]))

/** The JSON that answers a request. Refusals are thrown as ApiFailure. */
export function answer(door: Answering, question: Question): string {
  const report = answerReport(door.reports, question)
  if (report !== undefined) return report
  if (question.method === 'POST') return write(door, question)
  if (question.method !== 'GET') throw unrecognizedUrl(question.method, question.path)
  const parts = question.path.split('/').slice(1).map(decodePart)
  const [version, name = '', id, segment, childId] = parts
  if (version !== 'v1' || parts.length > 5) throw unrecognizedUrl('GET', question.path)
  if (name === 'balance' && id === undefined) return single(door, question, readBalance(door, question.account))
  if (name === 'account' && id === undefined) return single(door, question, accountObject(door, question.account))
  const resource = byPath.get(name)
  if (resource === undefined || id === '') throw unrecognizedUrl('GET', question.path)
  if (id === undefined) return page(door, question, readList(door, question.account, resource, question.params))
  if (segment === undefined) return single(door, question, one(door, question.account, resource, id))
  const child = childResources.find((candidate) => candidate.parent === resource && candidate.segment === segment)
  if (child === undefined) throw unrecognizedUrl('GET', question.path)
  if (childId === undefined)
    return page(door, question, readChildren(door, question.account, child, id, question.params))
  return single(door, question, readChild(door, question.account, child, id, childId))
}

function one(door: Answering, account: string, resource: Resource, id: string): StripeObject {
  if (resource.type !== 'account') return readOne(door, account, resource, id)
  if (id !== account && !(account === door.world.platform && door.connected.has(id))) throw noAccess(id, door.apiKey)
  return accountObject(door, id)
}

function accountObject(door: Answering, id: string): StripeObject {
  const object = door.world.store.get(id, id)
  if (object === undefined) throw noSuch('account', id, 'account', 404)
  return object
}

function write(door: Answering, question: Question): string {
  const { account, path, params } = question
  const intent = writeOf(account, path, params)
  if (intent === undefined) throw unrecognizedUrl('POST', path)
  // Checked before the world acts: a bad path must not leave a refund behind.
  const expand = parseExpand(strings(params.expand), objectOf[intent.kind], false)
  door.journal?.write(door.world.now, intent)
  const object = perform(door.world, intent)
  return renderObject(door.world.store, door.lookup, { account, object }, expand)
}

const objectOf = {
  refund: 'refund',
  transfer: 'transfer',
  transfer_reversal: 'transfer_reversal',
  application_fee_refund: 'fee_refund',
  payout: 'payout',
  payout_cancel: 'payout',
}

function single(door: Answering, question: Question, object: StripeObject): string {
  const expand = expandOf(question.params, object.object)
  const text = renderObject(door.world.store, door.lookup, { account: question.account, object }, expand)
  return hostileRows(door.board, [text], [object.id], subjectOf(question), question.account)[0] ?? text
}

function page(door: Answering, question: Question, read: Page): string {
  const { account } = question
  const subject = subjectOf(question)
  const kept = door.gaps.apply(read, subject, account, door.world.now)
  const { rows, hasMore, query, url } = reorderRows(
    door.board,
    duplicateRows(door.board, kept, subject, account),
    subject,
    account,
  )
  const texts = rows.map((object) => renderObject(door.world.store, door.lookup, { account, object }, query.expand))
  const ids = rows.map((row) => row.id)
  return renderPage(hostileRows(door.board, texts, ids, subject, account), hasMore, url)
}

function subjectOf(question: Question): string {
  return `${question.method} ${question.path}`
}
