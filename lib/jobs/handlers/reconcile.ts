import { reconcileAll } from '@/lib/server/reconciliation/reconcile-all'
import { reconcileTouched } from '@/lib/server/reconciliation/reconcile-touched'
import { ctxOf, type Handler } from './handler'

export const reconcileJob: Handler<'reconcile'> = async (db, payload) => {
  await reconcileTouched(ctxOf(db, 'reconcile', payload))
}

/** Looks at everything once a day: what no touch spoke of, such as a charge that took another order. */
export const reconcileAllJob: Handler<'reconcile-all'> = async (db, payload) => {
  await reconcileAll(ctxOf(db, 'reconcile-all', payload))
}
