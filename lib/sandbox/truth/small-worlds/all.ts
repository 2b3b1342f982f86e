import { bankWorlds } from '../bank/small-worlds'
import { differentAmounts } from './different-amounts'
import { disputeEntries } from './disputes/entries'
import { recovery } from './disputes/recovery'
import { retransfers } from './disputes/retransfers'
import { returnedRefunds } from './disputes/returned-refunds'
import { duplicates } from './duplicates'
import { fees } from './fees'
import { leaks } from './leaks'
import { missingSides } from './missing-sides'
import { payoutsAndBalances } from './payouts-and-balances'
import { ratesAndReserves } from './rates-and-reserves'
import { shares } from './shares'
import type { SmallWorld } from './small-world'

/** Every small world there is. */
export const smallWorlds: readonly SmallWorld[] = [
  ...bankWorlds,
  ...missingSides,
  ...differentAmounts,
  ...fees,
  ...duplicates,
  ...leaks,
  ...payoutsAndBalances,
  ...disputeEntries,
  ...returnedRefunds,
  ...recovery,
  ...retransfers,
  ...shares,
  ...ratesAndReserves,
]
