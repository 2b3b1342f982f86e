-- CreateTable
CREATE TABLE "daily_cost" (
    "marketplace_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,

    CONSTRAINT "daily_cost_pkey" PRIMARY KEY ("marketplace_id","day","ledger_account","currency")
);

ALTER TABLE daily_cost ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON daily_cost USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON daily_cost TO counterfoil_app;

-- What was posted before: the same sums out of the postings themselves.
INSERT INTO daily_cost (marketplace_id, day, ledger_account, currency, minor)
SELECT p.marketplace_id, (p.occurred_at AT TIME ZONE m.reporting_zone)::date, s.account, p.currency, sum(s.sign * p.amount_minor)
FROM ledger_posting p JOIN marketplace m ON m.id = p.marketplace_id
CROSS JOIN LATERAL (VALUES (p.debit, 1), (p.credit, -1)) s (account, sign)
WHERE s.account IN ('stripe_fees:platform', 'passthrough_fees:platform', 'network_costs:platform', 'disputes:platform',
    'fx_differences:platform', 'taxes:platform', 'taxes_on_fees:platform', 'withheld_tax:platform') OR s.account LIKE 'write_offs:%'
GROUP BY 1, 2, 3, 4;
