-- Which bank line is which payout, return or top-up: no line twice, no movement twice.
-- CreateTable
CREATE TABLE "bank_match" (
    "marketplace_id" TEXT NOT NULL,
    "bank_account_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,

    CONSTRAINT "bank_match_pkey" PRIMARY KEY ("marketplace_id","object_id","kind")
);

-- CreateTable
CREATE TABLE "bank_check" (
    "marketplace_id" TEXT NOT NULL,
    "bank_account_id" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(6) NOT NULL,
    "recheck_at" TIMESTAMPTZ(6),

    CONSTRAINT "bank_check_pkey" PRIMARY KEY ("marketplace_id","bank_account_id")
);

-- CreateIndex
CREATE INDEX "bank_match_marketplace_id_bank_account_id_idx" ON "bank_match"("marketplace_id", "bank_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_match_marketplace_id_line_id_key" ON "bank_match"("marketplace_id", "line_id");

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['bank_match', 'bank_check'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_match, bank_check TO counterfoil_app;
ALTER TABLE bank_match ADD CONSTRAINT known_kind CHECK (kind IN ('payout', 'return', 'topup'));

-- The few lines that speak of a payment provider, among all that a bank books; and what crosses to a bank at Stripe.
CREATE INDEX bank_line_providers ON bank_line (marketplace_id, account_id, booked_on) WHERE match_text IS NOT NULL;
CREATE INDEX provider_object_topups ON provider_object (marketplace_id, account_id, created, id) WHERE object_type = 'topup';
