import { openBytes, type Place, sealBytes } from '../../crypto/seal'

const placeOf = (marketplaceId: string, id: string): Place => {
  return { marketplaceId, table: 'exception_attachment', column: 'body_enc', row: id }
}

/** The bytes of a file as they lie in the database. */
export function sealBody(marketplaceId: string, id: string, bytes: Uint8Array): Buffer {
  return sealBytes(placeOf(marketplaceId, id), bytes)
}

export function openBody(marketplaceId: string, id: string, sealed: Buffer): Buffer {
  return openBytes(placeOf(marketplaceId, id), sealed)
}
