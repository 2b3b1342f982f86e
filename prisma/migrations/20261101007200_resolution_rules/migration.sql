-- A resolution may be a rule: drafted by one person, activated by another, applied by the run, taken back by anybody who may resolve.
-- CreateTable
CREATE TABLE "resolution_rule" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "most_minor" BIGINT NOT NULL,
    "seller_id" TEXT,
    "resolution" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(6) NOT NULL,
    "tried" JSONB,
    "tried_digest" TEXT,
    "approval_id" TEXT,
    "activated_by" TEXT,
    "activated_at" TIMESTAMPTZ(6),
    "retired_by" TEXT,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "resolution_rule_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "resolution_rule_use" (
    "marketplace_id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "resolution_rule_use_pkey" PRIMARY KEY ("marketplace_id","exception_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "resolution_rule_marketplace_id_number_key" ON "resolution_rule"("marketplace_id", "number");

-- CreateIndex
CREATE INDEX "resolution_rule_use_marketplace_id_rule_id_at_idx" ON "resolution_rule_use"("marketplace_id", "rule_id", "at");

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['resolution_rule', 'resolution_rule_use'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON resolution_rule TO counterfoil_app;
GRANT SELECT, INSERT ON resolution_rule_use TO counterfoil_app;

-- Four eyes stand in the table, and nothing is active untried.
ALTER TABLE resolution_rule ADD CONSTRAINT known_state CHECK (state IN ('draft', 'active', 'retired')),
  ADD CONSTRAINT numbered CHECK (number > 0),
  ADD CONSTRAINT bounded CHECK (most_minor > 0),
  ADD CONSTRAINT second_person CHECK (activated_by IS NULL OR activated_by <> drafted_by),
  ADD CONSTRAINT tried_whole CHECK ((tried IS NULL) = (tried_digest IS NULL)),
  ADD CONSTRAINT activated_whole CHECK ((activated_by IS NULL) = (activated_at IS NULL) AND (activated_by IS NULL) = (approval_id IS NULL)
    AND (state <> 'active' OR activated_by IS NOT NULL) AND (activated_by IS NULL OR tried IS NOT NULL)),
  ADD CONSTRAINT retired_whole CHECK ((state = 'retired') = (retired_at IS NOT NULL) AND (retired_by IS NULL) = (retired_at IS NULL));

CREATE FUNCTION keep_rule() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.activated_by IS NOT NULL THEN
      RAISE EXCEPTION 'a rule begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.marketplace_id, NEW.id, NEW.number, NEW.kind, NEW.direction, NEW.currency, NEW.most_minor, NEW.seller_id, NEW.resolution, NEW.drafted_by)
    IS DISTINCT FROM (OLD.marketplace_id, OLD.id, OLD.number, OLD.kind, OLD.direction, OLD.currency, OLD.most_minor, OLD.seller_id, OLD.resolution, OLD.drafted_by)
  THEN RAISE EXCEPTION 'a rule is never changed: draft the next one' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state <> 'draft' AND (NEW.tried_digest, NEW.activated_by, NEW.activated_at, NEW.approval_id)
    IS DISTINCT FROM (OLD.tried_digest, OLD.activated_by, OLD.activated_at, OLD.approval_id)
  THEN RAISE EXCEPTION 'a rule is tried and activated once, as a draft' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state = 'retired' OR (OLD.state = 'active' AND NEW.state = 'draft')
  THEN RAISE EXCEPTION 'a rule does not come back: draft it anew' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE ON resolution_rule FOR EACH ROW EXECUTE FUNCTION keep_rule();
REVOKE EXECUTE ON FUNCTION keep_rule FROM PUBLIC;
