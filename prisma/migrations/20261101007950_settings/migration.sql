-- What the house sets for itself is drafted by one person, let by another, dated, and never changed (docs/decisions/0029).
-- CreateTable
CREATE TABLE "setting_version" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "held_from" TIMESTAMPTZ(6),
    "body" JSONB NOT NULL,
    "basis" TEXT NOT NULL,
    "foreseen" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(6) NOT NULL,
    "approval_id" TEXT,
    "activated_by" TEXT,
    "activated_at" TIMESTAMPTZ(6),
    "dropped_by" TEXT,
    "dropped_at" TIMESTAMPTZ(6),

    CONSTRAINT "setting_version_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "setting_version_marketplace_id_kind_number_key" ON "setting_version"("marketplace_id", "kind", "number");

ALTER TABLE setting_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON setting_version USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON setting_version TO counterfoil_app;

-- Four eyes stand in the table, and what was said is never said otherwise.
ALTER TABLE setting_version ADD CONSTRAINT known_kind CHECK (kind = 'fee_contract'),
  ADD CONSTRAINT known_state CHECK (state IN ('draft', 'active', 'dropped')),
  ADD CONSTRAINT numbered CHECK (number > 0),
  ADD CONSTRAINT second_person CHECK (activated_by IS NULL OR activated_by <> drafted_by),
  ADD CONSTRAINT activated_whole CHECK ((state = 'active') = (activated_by IS NOT NULL) AND (activated_by IS NULL) = (activated_at IS NULL)
    AND (activated_by IS NULL) = (approval_id IS NULL) AND (activated_by IS NULL) = (held_from IS NULL)),
  ADD CONSTRAINT never_before CHECK (held_from >= activated_at),
  ADD CONSTRAINT dropped_whole CHECK ((state = 'dropped') = (dropped_by IS NOT NULL) AND (dropped_by IS NULL) = (dropped_at IS NULL));

CREATE FUNCTION keep_setting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN RAISE EXCEPTION 'a setting begins as a draft' USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.marketplace_id, NEW.id, NEW.kind, NEW.number, NEW.subject, NEW.from_day, NEW.body, NEW.basis, NEW.foreseen, NEW.drafted_by, NEW.drafted_at)
    IS DISTINCT FROM (OLD.marketplace_id, OLD.id, OLD.kind, OLD.number, OLD.subject, OLD.from_day, OLD.body, OLD.basis, OLD.foreseen, OLD.drafted_by, OLD.drafted_at)
  THEN RAISE EXCEPTION 'a setting is never changed: draft the next one' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state <> 'draft' THEN RAISE EXCEPTION 'a setting is decided once' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE ON setting_version FOR EACH ROW EXECUTE FUNCTION keep_setting();
REVOKE EXECUTE ON FUNCTION keep_setting FROM PUBLIC;
