import { reconcileTouched } from '@/lib/server/reconciliation/reconcile-touched'
import { ctxOf, type Handler } from './handler'

export const reconcileJob: Handler<'reconcile'> = async (db, payload) => {
  await reconcileTouched(ctxOf(db, 'reconcile', payload))
}
