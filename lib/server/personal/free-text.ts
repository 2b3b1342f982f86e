import { createHmac } from 'node:crypto'
import { keyring } from '../crypto/keyring'
import { open, type Place, seal } from '../crypto/seal'

/**
 * Every column in which people write in their own words. All are sealed: nobody knows whom they speak of. A bank's
 * lines are among them: payers write what they like. Their tables have an index on (marketplace_id, id), which is unique.
 */
export const freeTexts = [
  'exception_comment.body_enc',
  'exception_attachment.name_enc',
  'exception_pause.note_enc',
  'recon_exception.note_enc',
  'resolution.note_enc',
  'book_entry_void.reason_enc',
  'approval.reason_enc',
  'approval.decided_reason_enc',
  'book_import.name_enc',
  'bank_account.name_enc',
  'bank_account.legal_entity_enc',
  'bank_mapping.name_enc',
  'bank_statement.file_name_enc',
  'bank_line.text_enc',
  'bank_line.counterparty_enc',
  'saved_view.name_enc',
] as const
export type FreeText = (typeof freeTexts)[number]

/** Stands before words that were written before these columns were sealed; a rotation of keys seals them. */
export const clearMark = 'clear:'

export function textPlace(marketplaceId: string, name: FreeText, row: string): Place {
  const [table = '', column = ''] = name.split('.')
  return { marketplaceId, table, column, row }
}

export function sealText(marketplaceId: string, name: FreeText, row: string, text: string): string {
  return seal(textPlace(marketplaceId, name, row), text)
}

export function openText(marketplaceId: string, name: FreeText, row: string, stored: string): string {
  return openStored(textPlace(marketplaceId, name, row), stored)
}

/** Opens what a column holds, sealed or from before. */
export function openStored(place: Place, stored: string): string {
  return stored.startsWith(clearMark) ? stored.slice(clearMark.length) : open(place, stored)
}

/**
 * What the audit chain keeps of a text: proof of the words while they stand, and nothing once they are erased. Keyed and
 * bound to its row, since a plain hash of a short text can be guessed, and equal texts would show.
 */
export function textDigest(marketplaceId: string, name: FreeText, row: string, text: string): string {
  return createHmac('sha256', keyring().indexing)
    .update(`free text\n${marketplaceId}\n${name}\n${row}\n${text}`)
    .digest('hex')
}
