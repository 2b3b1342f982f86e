-- CreateTable
CREATE TABLE "close_adjustment" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "rule" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "basis" JSONB NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "withdrawn_by" TEXT,
    "withdrawn_at" TIMESTAMPTZ(6),

    CONSTRAINT "close_adjustment_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE INDEX "close_adjustment_marketplace_id_month_idx" ON "close_adjustment"("marketplace_id", "month");

ALTER TABLE close_adjustment ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON close_adjustment USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT ON close_adjustment TO counterfoil_app;
GRANT UPDATE (withdrawn_by, withdrawn_at) ON close_adjustment TO counterfoil_app;
ALTER TABLE close_adjustment ADD CONSTRAINT known_rule CHECK (rule IN ('network_costs', 'connect_fees', 'fx_revaluation')),
  ADD CONSTRAINT positive CHECK (amount_minor > 0),
  ADD CONSTRAINT withdrawn_whole CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL));
-- One entry of a rule, month and currency stands at a time.
CREATE UNIQUE INDEX close_adjustment_one ON close_adjustment (marketplace_id, month, rule, currency) WHERE withdrawn_at IS NULL;
