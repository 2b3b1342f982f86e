import { bankWorlds } from '../bank/small-worlds'
import { differentAmounts } from './different-amounts'
import { duplicates } from './duplicates'
import { fees } from './fees'
import { leaks } from './leaks'
import { missingSides } from './missing-sides'
import { payoutsAndBalances } from './payouts-and-balances'
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
]
