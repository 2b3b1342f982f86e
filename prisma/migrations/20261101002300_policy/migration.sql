-- Matching policies as data, tried out and activated by a second person; and what the active one proposes to a person.
-- CreateTable
CREATE TABLE "matching_policy" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(6) NOT NULL,
    "tried" JSONB,
    "tried_digest" TEXT,
    "tried_at" TIMESTAMPTZ(6),
    "approval_id" TEXT,
    "activated_by" TEXT,
    "activated_at" TIMESTAMPTZ(6),
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "matching_policy_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "match_proposal" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "pair" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "left_rows" JSONB NOT NULL,
    "right_rows" JSONB NOT NULL,
    "subjects" JSONB NOT NULL,
    "rule" TEXT NOT NULL,
    "confidence" INTEGER NOT NULL,
    "factors" JSONB NOT NULL,
    "remainder_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "policy_digest" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(6) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(6),

    CONSTRAINT "match_proposal_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "match_proposal_row" (
    "marketplace_id" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,

    CONSTRAINT "match_proposal_row_pkey" PRIMARY KEY ("marketplace_id","row_id")
);

-- CreateTable
CREATE TABLE "match_check" (
    "marketplace_id" TEXT NOT NULL,
    "input_digest" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "match_check_pkey" PRIMARY KEY ("marketplace_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "matching_policy_marketplace_id_version_key" ON "matching_policy"("marketplace_id", "version");

-- CreateIndex
CREATE INDEX "match_proposal_marketplace_id_state_confidence_id_idx" ON "match_proposal"("marketplace_id", "state", "confidence", "id");

-- CreateIndex
CREATE INDEX "match_proposal_row_marketplace_id_proposal_id_idx" ON "match_proposal_row"("marketplace_id", "proposal_id");

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['matching_policy', 'match_proposal', 'match_proposal_row', 'match_check'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON matching_policy, match_proposal TO counterfoil_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON match_proposal_row, match_check TO counterfoil_app;

-- Four eyes stand in the table: whoever drafted a policy is not the one who activates it, and nothing is active untried.
ALTER TABLE matching_policy ADD CONSTRAINT known_state CHECK (state IN ('draft', 'active', 'retired')),
  ADD CONSTRAINT numbered CHECK (version > 0),
  ADD CONSTRAINT second_person CHECK (activated_by IS NULL OR activated_by <> drafted_by),
  ADD CONSTRAINT tried_whole CHECK ((tried IS NULL) = (tried_digest IS NULL) AND (tried IS NULL) = (tried_at IS NULL)),
  ADD CONSTRAINT activated_whole CHECK ((activated_by IS NULL) = (activated_at IS NULL) AND (activated_by IS NULL) = (approval_id IS NULL)
    AND (state <> 'active' OR activated_by IS NOT NULL) AND (activated_by IS NULL OR tried IS NOT NULL)),
  ADD CONSTRAINT retired_whole CHECK ((state = 'retired') = (retired_at IS NOT NULL));
CREATE UNIQUE INDEX matching_policy_one_active ON matching_policy (marketplace_id) WHERE state = 'active';

CREATE FUNCTION keep_policy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.activated_by IS NOT NULL THEN
      RAISE EXCEPTION 'a policy begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.marketplace_id, NEW.id, NEW.version, NEW.policy, NEW.digest, NEW.drafted_by, NEW.drafted_at)
    IS DISTINCT FROM (OLD.marketplace_id, OLD.id, OLD.version, OLD.policy, OLD.digest, OLD.drafted_by, OLD.drafted_at)
  THEN RAISE EXCEPTION 'a policy is never changed: write the next version' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state <> 'draft' AND (NEW.tried_digest, NEW.activated_by, NEW.activated_at, NEW.approval_id)
    IS DISTINCT FROM (OLD.tried_digest, OLD.activated_by, OLD.activated_at, OLD.approval_id)
  THEN RAISE EXCEPTION 'a policy is tried and activated once, as a draft' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state = 'retired' OR (OLD.state = 'active' AND NEW.state = 'draft')
  THEN RAISE EXCEPTION 'a policy does not come back: draft it anew' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE ON matching_policy FOR EACH ROW EXECUTE FUNCTION keep_policy();
REVOKE EXECUTE ON FUNCTION keep_policy FROM PUBLIC;

ALTER TABLE match_proposal ADD CONSTRAINT known_state CHECK (state IN ('proposed', 'accepted', 'refused', 'gone')),
  ADD CONSTRAINT out_of_a_hundred CHECK (confidence BETWEEN 0 AND 100),
  ADD CONSTRAINT decided_whole CHECK ((state IN ('accepted', 'refused')) = (decided_by IS NOT NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  -- What does not add up is shown, and never accepted.
  ADD CONSTRAINT adds_up CHECK (state <> 'accepted' OR remainder_minor = 0);
