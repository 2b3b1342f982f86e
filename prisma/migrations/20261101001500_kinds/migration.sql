-- What a sale's conversion was promised at, and who bears a lost dispute.
ALTER TABLE "book_entry" ADD COLUMN     "quote" JSONB;
ALTER TABLE "fee_contract" ADD COLUMN     "dispute_policy" TEXT;

ALTER TABLE book_entry ADD CONSTRAINT book_entry_quote CHECK (quote IS NULL OR (kind = 'sale'
  AND quote->>'currency' IS NOT NULL AND quote->>'rate' ~ '^\d{1,12}(\.\d{1,12})?$'));
ALTER TABLE fee_contract ADD CONSTRAINT fee_contract_dispute_policy CHECK (dispute_policy IN ('recovered', 'absorbed'));

-- Few among very many: what was promised beyond the pair of both sides, and what was disputed.
CREATE INDEX book_entry_shared ON book_entry (marketplace_id, money_key) WHERE kind = 'sale' AND shares IS NOT NULL;
CREATE INDEX book_entry_quoted ON book_entry (marketplace_id, money_key) WHERE quote IS NOT NULL;
CREATE INDEX provider_leg_disputed ON provider_leg (marketplace_id, parent_id) WHERE kind IN ('dispute', 'dispute_reversal');
