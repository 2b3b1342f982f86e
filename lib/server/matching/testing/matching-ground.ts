import { defaultPolicy } from '@/lib/domain/matching/default-policy'
import type { MatchingPolicy } from '@/lib/domain/matching/policy'
import { policyToJson } from '@/lib/domain/matching/policy-input'
import type { RawObject } from '@/lib/domain/provider/facts'
import { stateFrom } from '@/lib/providers/stripe/facts/facts-from-object'
import { openTestDatabase } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { reconcileBank } from '../../reconciliation/bank/reconcile-bank'
import { bankOf, type Mt940Line, mt940Of } from '../../statements/testing/bank-files'
import { storeObjects } from '../../sync/store/store-objects'

const seconds = (day: number) => Date.UTC(2026, 9, day) / 1000

/** A payout in euros that arrives on a day of October 2026. */
export function payout(id: string, cents: number, arrival: number): RawObject {
  const days = { created: seconds(arrival) - 86_400, arrival_date: seconds(arrival) }
  return { id, object: 'payout', amount: cents, currency: 'eur', status: 'paid', automatic: true, ...days }
}

/** A marketplace with a bank account; nothing is in either yet. */
export async function matchingGround() {
  const t = await openTestDatabase()
  const bank = await bankOf(t)
  const now = new Date('2026-11-20T00:00:00Z')
  const at = <T extends { now: Date }>(ctx: T): T => ({ ...ctx, now })
  const store = (objects: RawObject[]) =>
    inSql(t.ctx, (sql) => {
      const reading = { livemode: false, accountId: 'acct_platform', isPlatform: true, observedAt: now }
      return storeObjects(
        sql,
        t.ctx,
        objects.map((raw) => stateFrom(raw, reading).object),
      )
    })
  const bring = (lines: Mt940Line[], number = '7') => bank.bring(mt940Of(number, 100_00n, lines))
  const reconcile = async () => {
    await t.admin.query('DELETE FROM bank_check')
    await reconcileBank(at(t.ctx))
  }
  const empty = () =>
    t.admin.query(
      `DELETE FROM bank_line; DELETE FROM bank_line_seen; DELETE FROM bank_statement; DELETE FROM bank_touch; DELETE FROM bank_match;
       DELETE FROM bank_check; DELETE FROM provider_object; DELETE FROM recon_exception; DELETE FROM match_proposal_row;
       DELETE FROM match_proposal; DELETE FROM match_check; DELETE FROM matching_policy`,
    )
  return { t, at, store, bring, reconcile, empty }
}

/** The shipped policy with every tolerance of a bank's fee at so many minor units. */
export function withFee(absoluteMinor: bigint): string {
  const widened: MatchingPolicy = {
    version: 'wider',
    pairs: defaultPolicy.pairs.map((pair) => ({
      ...pair,
      rules: pair.rules.map((rule) =>
        rule.amount.kind === 'tolerance' && rule.amount.absoluteMinor > 0n
          ? { ...rule, amount: { ...rule.amount, absoluteMinor } }
          : rule,
      ),
    })),
  }
  return policyToJson(widened)
}
