import { forgetNotices } from '@/lib/server/exceptions/notices/read-notices'
import { proposeMatches } from '@/lib/server/matching/proposals/propose-matches'
import { composeTouched } from '@/lib/server/payouts/compose-touched'
import { reconcileBank } from '@/lib/server/reconciliation/bank/reconcile-bank'
import { reconcileAll } from '@/lib/server/reconciliation/reconcile-all'
import { reconcileTouched } from '@/lib/server/reconciliation/reconcile-touched'
import { applyRules } from '@/lib/server/rules/apply-rules'
import { ctxOf, type Handler } from './handler'

export const reconcileJob: Handler<'reconcile'> = async (db, payload) => {
  const ctx = ctxOf(db, 'reconcile', payload)
  await reconcileTouched(ctx)
  await reconcileBank(ctx)
  await composeTouched(ctx)
  await proposeMatches(ctx)
  await applyRules(ctx)
}

/** Looks at everything once a day: what no touch spoke of, such as a charge that took another order. */
export const reconcileAllJob: Handler<'reconcile-all'> = async (db, payload) => {
  const ctx = ctxOf(db, 'reconcile-all', payload)
  await reconcileAll(ctx)
  await forgetNotices(ctx)
}
