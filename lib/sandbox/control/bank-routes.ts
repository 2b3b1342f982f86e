import { accountBodies } from '../bank/files/account-body'
import { statementFiles } from '../bank/statements'
import type { Ask, Desk, Told } from './routes'

const MAX_FILES = 1000

/** The bank's own counter: its accounts, and the statements that it has issued. */
export function bankRoute(desk: Desk, ask: Ask): Told {
  if (ask.id === 'accounts') return { status: 200, body: accountBodies(desk.world) }
  if (ask.id === 'statements') return statements(desk, ask)
  return { status: 404, body: { error: `the bank has no ${ask.id}` } }
}

function statements(desk: Desk, ask: Ask): Told {
  const after = Number(ask.query.get('after') ?? 0)
  const limit = Number(ask.query.get('limit') ?? 100)
  if (!Number.isSafeInteger(after) || after < 0) return refused('after: a sequence number')
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_FILES) return refused(`limit: 1 to ${MAX_FILES}`)
  const files = statementFiles(desk.world, ask.query.get('account') ?? '', after, limit)
  return files === undefined ? refused('account: the id of a bank account') : { status: 200, body: files }
}

function refused(message: string): Told {
  return { status: 400, body: { error: message } }
}
