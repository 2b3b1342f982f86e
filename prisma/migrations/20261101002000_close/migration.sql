-- A month is closed by two people; what belongs to it and comes later is booked on the first open day (docs/decisions/0017).
-- AlterTable
ALTER TABLE "ledger_posting" ADD COLUMN     "late" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "posted_on" DATE;

-- CreateTable
CREATE TABLE "close_period" (
    "marketplace_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "zone" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_hash" TEXT NOT NULL,
    "named" JSONB NOT NULL,
    "checks" JSONB NOT NULL,
    "postings" BIGINT NOT NULL,
    "postings_digest" TEXT NOT NULL,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(6),
    "audit_hash" TEXT,
    "reopen_asked_by" TEXT,
    "reopen_asked_at" TIMESTAMPTZ(6),
    "reopen_reason" TEXT,
    "reopened_by" TEXT,
    "reopened_at" TIMESTAMPTZ(6),

    CONSTRAINT "close_period_pkey" PRIMARY KEY ("marketplace_id","scope","month")
);

-- CreateTable
CREATE TABLE "close_balance" (
    "marketplace_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "revision" INTEGER NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "opening_minor" BIGINT NOT NULL,
    "debit_minor" BIGINT NOT NULL,
    "credit_minor" BIGINT NOT NULL,
    "closing_minor" BIGINT NOT NULL,

    CONSTRAINT "close_balance_pkey" PRIMARY KEY ("marketplace_id","scope","month","revision","ledger_account","currency")
);

-- CreateTable
CREATE TABLE "close_calendar" (
    "marketplace_id" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "close_calendar_pkey" PRIMARY KEY ("marketplace_id")
);

-- CreateTable
CREATE TABLE "close_account" (
    "marketplace_id" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "root" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "close_account_pkey" PRIMARY KEY ("marketplace_id","target","root")
);

-- CreateIndex
CREATE INDEX "close_period_marketplace_id_month_idx" ON "close_period"("marketplace_id", "month");

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['close_period', 'close_balance', 'close_calendar', 'close_account'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON close_period, close_account TO counterfoil_app;
GRANT SELECT, INSERT ON close_balance, close_calendar TO counterfoil_app;

ALTER TABLE close_period ADD CONSTRAINT known_state CHECK (state IN ('open', 'asked', 'closed', 'reopen_asked')),
  ADD CONSTRAINT known_basis CHECK (basis IN ('created', 'available', 'arrival')),
  ADD CONSTRAINT whole_month CHECK (extract(day FROM month) = 1),
  ADD CONSTRAINT four_eyes CHECK (closed_by IS NULL OR closed_by <> asked_by),
  ADD CONSTRAINT reopen_four_eyes CHECK (reopened_by IS NULL OR reopened_by <> reopen_asked_by),
  ADD CONSTRAINT closing_complete CHECK (state NOT IN ('closed', 'reopen_asked')
    OR num_nulls(closed_by, closed_at, audit_hash) = 0 AND revision > 0),
  ADD CONSTRAINT reopening_complete CHECK (state <> 'reopen_asked' OR num_nulls(reopen_asked_by, reopen_asked_at) = 0),
  ADD CONSTRAINT known_reason CHECK (reopen_reason IN ('late_data', 'wrong_explanation', 'wrong_account', 'auditor'));
ALTER TABLE close_balance ADD CONSTRAINT rolls_forward CHECK (closing_minor = opening_minor + debit_minor - credit_minor),
  ADD CONSTRAINT not_negative CHECK (debit_minor >= 0 AND credit_minor >= 0);
ALTER TABLE close_calendar ADD CONSTRAINT known_basis CHECK (basis IN ('created', 'available', 'arrival'));
ALTER TABLE close_account ADD CONSTRAINT known_target CHECK (target IN ('netsuite', 'quickbooks', 'xero'));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON close_balance FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A closing is bound to what was asked, by whom; and what was closed changes only by being opened again.
CREATE FUNCTION guard_close_period() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'asked' OR NEW.closed_by IS NOT NULL OR NEW.reopened_by IS NOT NULL THEN
      RAISE EXCEPTION 'a closing begins as a request' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) NOT IN (('asked', 'asked'), ('asked', 'open'), ('asked', 'closed'), ('open', 'asked'),
      ('closed', 'reopen_asked'), ('reopen_asked', 'open'), ('reopen_asked', 'closed')) THEN
    RAISE EXCEPTION 'a period does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.state IN ('closed', 'reopen_asked') OR NEW.state = 'closed') AND
     (NEW.asked_by, NEW.asked_at, NEW.seen_hash, NEW.named, NEW.postings, NEW.postings_digest, NEW.zone, NEW.basis) IS DISTINCT FROM
     (OLD.asked_by, OLD.asked_at, OLD.seen_hash, OLD.named, OLD.postings, OLD.postings_digest, OLD.zone, OLD.basis) THEN
    RAISE EXCEPTION 'a closing is bound to what was asked' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state IN ('closed', 'reopen_asked') AND (NEW.closed_by, NEW.closed_at, NEW.audit_hash, NEW.checks, NEW.revision)
      IS DISTINCT FROM (OLD.closed_by, OLD.closed_at, OLD.audit_hash, OLD.checks, OLD.revision) THEN
    RAISE EXCEPTION 'what was closed stays as it was closed' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'reopen_asked' AND NEW.reopen_asked_by IS DISTINCT FROM OLD.reopen_asked_by
      OR OLD.state = 'reopen_asked' AND NEW.state = 'open' AND NEW.reopened_by IS NULL THEN
    RAISE EXCEPTION 'a reopening is bound to who asked for it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON close_period FOR EACH ROW EXECUTE FUNCTION guard_close_period();

-- Nothing is written into a closed month, by whatever way. Who writes and who closes wait for each other.
CREATE FUNCTION refuse_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE tenant text; BEGIN
  FOR tenant IN SELECT DISTINCT marketplace_id FROM fresh LOOP
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('close:' || tenant, 0));
    IF EXISTS (SELECT FROM close_period c WHERE c.marketplace_id = tenant AND c.state IN ('closed', 'reopen_asked')) AND EXISTS (
      SELECT FROM fresh f JOIN marketplace m ON m.id = f.marketplace_id
      JOIN (SELECT scope, max(month) + interval '1 month' AS opens FROM close_period
        WHERE marketplace_id = tenant AND state IN ('closed', 'reopen_asked') GROUP BY scope) c ON c.scope IN ('*', f.account_id)
      WHERE f.marketplace_id = tenant AND coalesce(f.posted_on, (f.occurred_at AT TIME ZONE m.reporting_zone)::date) < c.opens) THEN
      RAISE EXCEPTION 'a posting would fall into a closed month' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT 'ledger_posting' UNION ALL SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'ledger_posting'::regclass LOOP
    EXECUTE format('CREATE TRIGGER closed_month AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_month()', name);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION guard_close_period, refuse_closed_month FROM PUBLIC;

ALTER TABLE ledger_posting ADD CONSTRAINT late_is_dated CHECK (NOT late OR posted_on IS NOT NULL);
CREATE INDEX ledger_posting_late ON ledger_posting (marketplace_id, posted_on) WHERE late;
