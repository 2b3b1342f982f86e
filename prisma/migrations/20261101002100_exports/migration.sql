-- CreateTable
CREATE TABLE "report_check" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "account_id" TEXT,
    "period_start" TIMESTAMPTZ(6) NOT NULL,
    "period_end" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "run_id" TEXT,
    "file_digest" TEXT,
    "refusal" TEXT,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "equal" BIGINT NOT NULL DEFAULT 0,
    "missing_here" BIGINT NOT NULL DEFAULT 0,
    "missing_there" BIGINT NOT NULL DEFAULT 0,
    "differing" BIGINT NOT NULL DEFAULT 0,
    "repeated" BIGINT NOT NULL DEFAULT 0,
    "fetched" BIGINT NOT NULL DEFAULT 0,
    "fetched_at" TIMESTAMPTZ(6),
    "verdict" TEXT,
    "digest" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "checked_at" TIMESTAMPTZ(6),

    CONSTRAINT "report_check_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "report_check_sum" (
    "marketplace_id" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "opening_minor" BIGINT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "closing_minor" BIGINT NOT NULL,
    "their_opening_minor" BIGINT,
    "their_net_minor" BIGINT,
    "their_closing_minor" BIGINT,
    "holds" BOOLEAN NOT NULL,

    CONSTRAINT "report_check_sum_pkey" PRIMARY KEY ("marketplace_id","check_id","account_id","currency")
);

-- CreateTable
CREATE TABLE "report_difference" (
    "marketplace_id" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "field" TEXT,
    "theirs" TEXT,
    "ours" TEXT,
    "line" INTEGER,
    "made_at" TIMESTAMPTZ(6),

    CONSTRAINT "report_difference_pkey" PRIMARY KEY ("marketplace_id","check_id","ordinal")
);

-- CreateIndex
CREATE INDEX "report_check_marketplace_id_asked_at_id_idx" ON "report_check"("marketplace_id", "asked_at", "id");

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['report_check', 'report_check_sum', 'report_difference'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;
-- A verdict stays as it was given: a check goes on until it has one, its sums and rows are written once.
GRANT SELECT, INSERT, UPDATE ON report_check TO counterfoil_app;
GRANT SELECT, INSERT ON report_check_sum, report_difference TO counterfoil_app;

ALTER TABLE report_check
  ADD CONSTRAINT known_kind CHECK (kind IN ('activity', 'connected_activity', 'payout_items', 'dashboard', 'summary')),
  ADD CONSTRAINT known_origin CHECK (origin IN ('file', 'run')),
  ADD CONSTRAINT known_state CHECK (state IN ('queued', 'waiting', 'checked', 'refused')),
  ADD CONSTRAINT known_verdict CHECK (verdict IN ('equal', 'differs')),
  ADD CONSTRAINT verdict_when_checked CHECK ((state = 'checked') = (verdict IS NOT NULL AND digest IS NOT NULL)),
  ADD CONSTRAINT period CHECK (period_start < period_end),
  ADD CONSTRAINT counted CHECK (rows = equal + missing_here + differing + repeated),
  ADD CONSTRAINT equal_is_equal CHECK (verdict IS DISTINCT FROM 'equal'
    OR (missing_here = 0 AND missing_there = 0 AND differing = 0 AND repeated = 0));
ALTER TABLE report_difference
  ADD CONSTRAINT known_kind CHECK (kind IN ('missing_here', 'missing_there', 'field')),
  ADD CONSTRAINT field_named CHECK ((kind = 'field') = (field IS NOT NULL));
