import type { Place } from '../crypto/seal'

/** Where an endpoint's address and secret lie sealed. */
export function placeOf(marketplaceId: string, column: 'url_enc' | 'secret_enc', id: string): Place {
  return { marketplaceId, table: 'webhook_endpoint', column, row: id }
}
