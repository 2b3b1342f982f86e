import { dashboardCsv } from '../reports/dashboard-csv'
import type { Ask, Desk, Told } from './routes'

/** `GET /dashboard/balance?account=&from=&to=`: the file that a person would save from the Dashboard's balance page. */
export function dashboardRoute(desk: Desk, ask: Ask): Told {
  const { world } = desk
  if (ask.id !== 'balance') return { status: 404, body: { error: `the Dashboard has no ${ask.id}` } }
  const account = ask.query.get('account') ?? world.platform
  const [from, to] = [Number(ask.query.get('from') ?? world.epoch), Number(ask.query.get('to') ?? world.now)]
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from >= to)
    return { status: 400, body: { error: 'from and to: Unix seconds, from before to' } }
  if (world.store.get(account, account) === undefined)
    return { status: 400, body: { error: 'account: the id of an account' } }
  return { status: 200, text: dashboardCsv(world, account, { from, to }) }
}
