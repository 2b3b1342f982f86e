import type { BalanceFact } from '@/lib/domain/provider/facts'
import { testNow } from '../../db/testing/test-database'
import type { TestEntry } from '../../ledger/testing/world'
import type { HealRequest, ProofPorts } from '../prove-balances'
import type { Statuses } from '../sums'

type Shown = bigint | { available: bigint; pending: bigint }
export type TestPorts = ProofPorts & { reads: number; healed: HealRequest[]; asked: { from: Date; to: Date }[] }

/** A Stripe that shows these balances one after the other; the last one stays. */
export function ports(shown: Shown[], given: Partial<ProofPorts> = {}, statuses: Statuses = new Map()): TestPorts {
  const self: TestPorts = {
    reads: 0,
    healed: [],
    asked: [],
    async readBalance(accountId: string): Promise<BalanceFact> {
      const now = shown[Math.min(self.reads, shown.length - 1)] ?? 0n
      self.reads += 1
      const { available, pending } = typeof now === 'bigint' ? { available: now, pending: 0n } : now
      const cells = [{ currency: 'eur', balanceType: 'payments', availableMinor: available, pendingMinor: pending }]
      return { accountId, observedAt: testNow, cells }
    },
    async drain() {},
    async heal(request) {
      self.healed.push(request)
      return { rowsFound: 0 }
    },
    async readStatuses(_, window) {
      self.asked.push(window)
      return statuses
    },
    ...given,
  }
  return self
}

let made = 0
/** A movement of the platform's, ten days old unless told otherwise; it becomes available two days after it was made. */
export function entry(amount: number, given: Partial<TestEntry> = {}): TestEntry {
  made += 1
  const object = { id: `x_${made}`, objectType: 'topup', amount, currency: 'eur', parentId: null, raw: {} }
  const created = new Date('2026-10-20T10:00:00Z')
  const base = { accountId: 'acct_platform', id: `txn_${made}`, category: 'topup', amount, fee: 0, currency: 'eur' }
  return { ...base, created, object, ...given }
}
