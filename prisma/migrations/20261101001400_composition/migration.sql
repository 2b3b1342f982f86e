-- What payouts are made of; the parts are as many as balance transactions, and are partitioned like them.
-- CreateTable
CREATE TABLE "payout_composition" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "payout_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "balance_type" TEXT NOT NULL,
    "payout_created" TIMESTAMPTZ(6) NOT NULL,
    "basis" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "before_minor" BIGINT NOT NULL,
    "consumed_minor" BIGINT NOT NULL,
    "remainder_minor" BIGINT NOT NULL,
    "after_minor" BIGINT NOT NULL,
    "whole_rows" INTEGER NOT NULL,
    "cut_rows" INTEGER NOT NULL,
    "confidence" INTEGER NOT NULL,
    "factors" JSONB NOT NULL,
    "policy" TEXT NOT NULL,
    "open_after" JSONB,
    "computed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payout_composition_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","payout_id")
);

-- CreateTable
CREATE TABLE "payout_part" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "payout_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "row_key" TEXT NOT NULL,
    "part_minor" BIGINT NOT NULL,
    "from_minor" BIGINT NOT NULL,
    "is_whole" BOOLEAN NOT NULL,
    "is_early" BOOLEAN NOT NULL,

    CONSTRAINT "payout_part_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","payout_id","position")
) PARTITION BY HASH ("money_key");
CREATE TABLE "payout_part_p0" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "payout_part_p1" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "payout_part_p2" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "payout_part_p3" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "payout_part_p4" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "payout_part_p5" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "payout_part_p6" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "payout_part_p7" PARTITION OF "payout_part" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "payout_touch" (
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL DEFAULT gen_random_uuid(),
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payout_touch_pkey" PRIMARY KEY ("marketplace_id","account_id","id")
);

-- CreateIndex
CREATE INDEX "payout_composition_marketplace_id_account_id_currency_balan_idx" ON "payout_composition"("marketplace_id", "account_id", "currency", "balance_type", "payout_created");

DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT unnest(ARRAY['payout_composition', 'payout_part', 'payout_touch'])
    UNION ALL SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'payout_part'::regclass LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %s USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %s TO counterfoil_app', name);
  END LOOP;
END $$;

-- The proof stands in the row itself: what does not add up cannot be stored.
ALTER TABLE payout_composition ADD CONSTRAINT proof_adds_up CHECK (before_minor - consumed_minor = after_minor
    AND consumed_minor + remainder_minor = amount_minor),
  ADD CONSTRAINT known_basis CHECK (basis IN ('listed', 'allocated', 'awaited')),
  ADD CONSTRAINT confidence_of_a_hundred CHECK (confidence BETWEEN 0 AND 100);
ALTER TABLE payout_part ADD CONSTRAINT not_nothing CHECK (part_minor <> 0);
ALTER TABLE payout_touch SET (autovacuum_vacuum_scale_factor = 0.02);

-- A payout's own rows among all others of a balance: few, and asked for at every composition.
CREATE INDEX balance_transaction_payouts ON balance_transaction (marketplace_id, account_id, currency, created)
  WHERE reporting_category IN ('payout', 'payout_reversal');
-- Rows that wait for their money longer than is usual: the others are found by when they were made.
CREATE INDEX balance_transaction_late ON balance_transaction (marketplace_id, account_id, currency, available_on)
  WHERE available_on - created >= interval '960 hours';

-- Payouts from before are composed at the next run.
INSERT INTO payout_touch (marketplace_id, account_id, id, provider, livemode, currency, since)
SELECT DISTINCT ON (marketplace_id, account_id, provider, livemode, currency) marketplace_id, account_id,
  gen_random_uuid()::text, provider, livemode, currency, timestamptz 'epoch'
FROM provider_object WHERE object_type = 'payout' AND currency IS NOT NULL;
