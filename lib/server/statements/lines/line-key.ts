import { createHmac } from 'node:crypto'
import { clearReference, matchText } from '@/lib/domain/statements/clear-reference'
import { lineIdentity } from '@/lib/domain/statements/line-identity'
import type { StatementLineFact } from '@/lib/domain/statements/statement'
import { keyring } from '../../crypto/keyring'
import { naturalId } from '../../digest/natural-id'
import { sealText } from '../../personal/free-text'

/** What a line says, as a keyed hash: a plain one of a short text with a name in it could be guessed. */
export function lineKey(marketplaceId: string, bankAccountId: string, line: StatementLineFact): string {
  return createHmac('sha256', keyring().indexing)
    .update(`bank line\n${marketplaceId}\n${lineIdentity(bankAccountId, line)}`)
    .digest('base64url')
}

/** A line as its table keeps it, but for the words. */
export type LineRow = {
  id: string
  lineKey: string
  occurrence: number
  line: StatementLineFact
}

export function lineRow(bankAccountId: string, key: string, occurrence: number, line: StatementLineFact): LineRow {
  return { id: naturalId('bkl', bankAccountId, key, String(occurrence)), lineKey: key, occurrence, line }
}

/** The row for the table, its words sealed, each reference in clear only if no person can be in it. */
export function wireOf(marketplaceId: string, { id, lineKey, occurrence, line }: LineRow) {
  const { endToEndId, bankReference, transactionId, customerReference } = line.references
  const clear = { endToEndId, bankReference, transactionId }
  const shown = Object.fromEntries(Object.entries(clear).map(([name, text]) => [name, clearReference(text)]))
  const hidden = [endToEndId, bankReference, transactionId, customerReference].filter(
    (text) => text && !Object.values(shown).includes(text) && text !== 'NONREF',
  )
  const text = [line.text, ...hidden].filter(Boolean).join(' · ')
  return {
    ...shown,
    id,
    lineKey,
    occurrence,
    position: line.line,
    bookedOn: line.bookedOn,
    valueOn: line.valueOn,
    amountMinor: String(line.amountMinor),
    currency: line.currency,
    bankCode: line.bankCode,
    isReversal: line.isReversal,
    matchText: matchText(line.text, line.counterparty, endToEndId, bankReference),
    textEnc: text === '' ? null : sealText(marketplaceId, 'bank_line.text_enc', id, text),
    counterpartyEnc: line.counterparty
      ? sealText(marketplaceId, 'bank_line.counterparty_enc', id, line.counterparty)
      : null,
  }
}
