-- Dated rates that people enter, for matches across currencies and for revaluation; and a way to those that Stripe booked.
-- CreateTable
CREATE TABLE "fx_rate" (
    "marketplace_id" TEXT NOT NULL,
    "from_currency" TEXT NOT NULL,
    "to_currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "rate" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "fx_rate_pkey" PRIMARY KEY ("marketplace_id","from_currency","to_currency","day")
);

-- CreateIndex
CREATE INDEX "fx_rate_marketplace_id_day_idx" ON "fx_rate"("marketplace_id", "day");

ALTER TABLE fx_rate ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON fx_rate USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON fx_rate TO counterfoil_app;
ALTER TABLE fx_rate ADD CONSTRAINT two_currencies CHECK (from_currency <> to_currency),
  ADD CONSTRAINT a_decimal CHECK (rate ~ '^[0-9]{1,12}([.][0-9]{1,12})?$' AND rate::numeric > 0),
  ADD CONSTRAINT known_source CHECK (source IN ('central_bank', 'bank', 'contract', 'other'));

-- Few rows were converted: only these say what Stripe booked a currency at.
CREATE INDEX balance_transaction_converted ON balance_transaction (marketplace_id, currency, created) WHERE exchange_rate IS NOT NULL;
