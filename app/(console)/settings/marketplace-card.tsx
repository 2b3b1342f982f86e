import { MarketplaceSwitch } from '@/components/navigation/marketplace-switch'
import type { MarketplaceFacts } from '@/lib/server/access/queries'
import { switchTo } from '../session-actions'
import type { WorkPlace } from '../shell-facts'

type MarketplaceCardProps = {
  marketplace: MarketplaceFacts
  places: readonly WorkPlace[]
}

export function MarketplaceCard({ marketplace, places }: MarketplaceCardProps) {
  return (
    <section className="card" aria-labelledby="marketplace">
      <header>
        <h2 id="marketplace">Marketplace</h2>
        <span className="push">
          <MarketplaceSwitch places={places} act={switchTo} />
        </span>
      </header>
      <div className="inner">
        <dl className="pairs">
          <dt>Name</dt>
          <dd>{marketplace.name}</dd>
          <dt>Days are cut in</dt>
          <dd>{marketplace.reportingZone}, fixed when the marketplace was made</dd>
          <dt>Reports in</dt>
          <dd>{marketplace.reportingCurrency.toUpperCase()}</dd>
        </dl>
      </div>
    </section>
  )
}
