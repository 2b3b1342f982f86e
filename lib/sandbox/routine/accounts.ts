import { bankOf } from '../acts/bank'
import { inventAddress, inventBusiness, inventPerson } from '../market/people'
import type { Seller } from '../market/seller'
import { account } from '../objects/account'
import { randomOf } from '../world/random'
import { mint, record } from '../world/record'
import type { World } from '../world/state'

/** A seller joins. */
export function openAccount(world: World, seller: Seller): void {
  const random = randomOf(world.options.seed, `account/${seller.index}`)
  const { country } = seller
  const anchor = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'][seller.index % 5]!
  const opened = account({
    id: seller.account,
    country: country.code,
    currency: seller.currency,
    created: world.moment,
    businessName: inventBusiness(random),
    mcc: random.pick(['5947', '5712', '5499', '5732', '5941']),
    email: `shop${seller.index}@example.com`,
    phone: `${country.phone}${random.between(1000, 9999)}`,
    address: inventAddress(random, country.code, country.cities),
    owner: random.chance(0.3) ? inventPerson(random) : null,
    personId: mint(world, 'person', seller.account),
    bankAccountId: seller.bank,
    bankLast4: String(random.between(1000, 9999)),
    bears: seller.model === 'direct' && random.chance(0.5) ? 'stripe' : 'application',
    schedule: {
      delay_days: country.delayDays,
      interval: seller.schedule,
      ...(seller.schedule === 'weekly' ? { weekly_anchor: anchor } : {}),
    },
    metadata: { seller_number: String(seller.index + 1) },
  })
  record(world, seller.account, opened, 'account.updated')
}

/** The platform's own account, in Germany. */
export function openPlatform(world: World): void {
  const random = randomOf(world.options.seed, 'account/platform')
  const opened = account({
    id: world.platform,
    country: 'DE',
    currency: 'eur',
    created: world.epoch,
    businessName: 'Harbour Market GmbH',
    mcc: '5399',
    email: 'finance@example.com',
    phone: '+49305550100',
    address: inventAddress(random, 'DE', ['Berlin']),
    owner: null,
    personId: mint(world, 'person', 'platform'),
    bankAccountId: bankOf(world, world.platform),
    bankLast4: '4242',
    bears: 'stripe',
    schedule: { delay_days: 3, interval: 'weekly', weekly_anchor: 'monday' },
  })
  record(world, world.platform, opened)
}
