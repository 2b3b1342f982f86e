-- Up to which amounts roles act is data: drafted by one person, activated by another, dated (docs/decisions/0022).
-- CreateTable
CREATE TABLE "limit_policy" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "held_from" TIMESTAMPTZ(6),
    "body" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(6) NOT NULL,
    "approval_id" TEXT,
    "activated_by" TEXT,
    "activated_at" TIMESTAMPTZ(6),
    "dropped_by" TEXT,
    "dropped_at" TIMESTAMPTZ(6),

    CONSTRAINT "limit_policy_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "limit_policy_marketplace_id_number_key" ON "limit_policy"("marketplace_id", "number");

ALTER TABLE limit_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON limit_policy USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON limit_policy TO counterfoil_app;

-- Four eyes stand in the table, and what was said is never said otherwise.
ALTER TABLE limit_policy ADD CONSTRAINT known_state CHECK (state IN ('draft', 'active', 'dropped')),
  ADD CONSTRAINT numbered CHECK (number > 0),
  ADD CONSTRAINT second_person CHECK (activated_by IS NULL OR activated_by <> drafted_by),
  ADD CONSTRAINT activated_whole CHECK ((state = 'active') = (activated_by IS NOT NULL) AND (activated_by IS NULL) = (activated_at IS NULL)
    AND (activated_by IS NULL) = (approval_id IS NULL) AND (activated_by IS NULL) = (held_from IS NULL)),
  ADD CONSTRAINT never_before CHECK (held_from >= activated_at),
  ADD CONSTRAINT dropped_whole CHECK ((state = 'dropped') = (dropped_by IS NOT NULL) AND (dropped_by IS NULL) = (dropped_at IS NULL));

CREATE FUNCTION keep_limits() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN RAISE EXCEPTION 'limits begin as a draft' USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.marketplace_id, NEW.id, NEW.number, NEW.from_day, NEW.body, NEW.drafted_by, NEW.drafted_at)
    IS DISTINCT FROM (OLD.marketplace_id, OLD.id, OLD.number, OLD.from_day, OLD.body, OLD.drafted_by, OLD.drafted_at)
  THEN RAISE EXCEPTION 'limits are never changed: draft the next ones' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state <> 'draft' THEN RAISE EXCEPTION 'limits are decided once' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE ON limit_policy FOR EACH ROW EXECUTE FUNCTION keep_limits();
REVOKE EXECUTE ON FUNCTION keep_limits FROM PUBLIC;
