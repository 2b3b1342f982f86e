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

-- What stands here already has moved money too: disputes, their fees and returns, and refunds that failed become legs.
CREATE TEMP TABLE late_leg ON COMMIT DROP AS
  SELECT b.money_key, b.marketplace_id, b.account_id, m.kind, o.id AS object_id, m.amount_minor, m.currency, min(m.created) AS created,
    true AS settled, o.parent_id, CASE WHEN c.account_id IS NULL THEN b.account_id END AS seller_id, NULL::text AS order_reference
  FROM balance_transaction b
  JOIN provider_object o ON o.money_key = b.money_key AND o.marketplace_id = b.marketplace_id AND o.account_id = b.account_id
    AND o.id = b.source_id AND o.object_type = 'dispute' AND o.amount_minor IS NOT NULL AND o.currency IS NOT NULL
  LEFT JOIN provider_connection c ON c.marketplace_id = b.marketplace_id AND c.provider = b.provider
    AND c.livemode = b.livemode AND c.account_id = b.account_id
  CROSS JOIN LATERAL (VALUES ('dispute', 'dispute', o.amount_minor, o.currency, o.created),
    ('dispute', 'dispute_fee', b.fee_minor, b.currency, o.created),
    ('dispute_reversal', 'dispute_reversal', o.amount_minor, o.currency, b.created)) AS m(category, kind, amount_minor, currency, created)
  WHERE b.reporting_category = m.category AND (m.kind <> 'dispute_fee' OR b.fee_minor > 0)
  GROUP BY b.money_key, b.marketplace_id, b.account_id, m.kind, o.id, m.amount_minor, m.currency, o.parent_id, c.account_id
  UNION ALL
  SELECT r.money_key, r.marketplace_id, r.account_id, 'refund_failure', r.object_id, r.amount_minor, r.currency, min(b.created), true,
    r.parent_id, r.seller_id, r.order_reference
  FROM provider_leg r JOIN balance_transaction b ON b.money_key = r.money_key AND b.marketplace_id = r.marketplace_id
    AND b.account_id = r.account_id
  WHERE r.kind = 'refund' AND b.reporting_category = 'refund_failure'
  GROUP BY r.money_key, r.marketplace_id, r.account_id, r.object_id, r.amount_minor, r.currency, r.parent_id, r.seller_id, r.order_reference;
INSERT INTO provider_leg (money_key, marketplace_id, account_id, kind, object_id, amount_minor, currency, created, settled,
    parent_id, seller_id, order_reference)
  SELECT money_key, marketplace_id, account_id, kind, object_id, amount_minor, currency, created, settled, parent_id, seller_id,
    order_reference FROM late_leg ON CONFLICT DO NOTHING;
INSERT INTO recon_touch (money_key, marketplace_id, account_id)
  SELECT DISTINCT money_key, marketplace_id, account_id FROM late_leg ON CONFLICT DO NOTHING;
