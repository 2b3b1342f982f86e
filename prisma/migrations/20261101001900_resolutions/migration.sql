-- Typed resolutions: what a person did about an exception, entries that no longer count, and waiting by hand.
-- AlterTable
ALTER TABLE "recon_exception" ADD COLUMN "waits_until" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "book_entry_void" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "money_key" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "resolution_id" TEXT NOT NULL,
    "voided_by" TEXT NOT NULL,
    "voided_at" TIMESTAMPTZ(6) NOT NULL,
    "reason_enc" TEXT,
    "restored_by" TEXT,
    "restored_at" TIMESTAMPTZ(6),

    CONSTRAINT "book_entry_void_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "resolution" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "note_enc" TEXT,
    "done_by" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(6) NOT NULL,
    "approval_id" TEXT,
    "intent_id" TEXT,
    "undone_by" TEXT,
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "resolution_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE INDEX "book_entry_void_marketplace_id_money_key_idx" ON "book_entry_void"("marketplace_id", "money_key");

-- CreateIndex
CREATE INDEX "resolution_marketplace_id_exception_id_done_at_idx" ON "resolution"("marketplace_id", "exception_id", "done_at");

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['resolution', 'book_entry_void'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON resolution, book_entry_void TO counterfoil_app;

ALTER TABLE resolution ADD CONSTRAINT positive CHECK (amount_minor > 0),
  ADD CONSTRAINT undone_whole CHECK ((undone_by IS NULL) = (undone_at IS NULL)),
  ADD CONSTRAINT note_sealed CHECK (note_enc ~ '^(sealed|clear):');
ALTER TABLE book_entry_void ADD CONSTRAINT restored_whole CHECK ((restored_by IS NULL) = (restored_at IS NULL)),
  ADD CONSTRAINT reason_sealed CHECK (reason_enc ~ '^(sealed|clear):');

-- An amount is written off once, an entry is void once, and one approval lets one act through.
CREATE UNIQUE INDEX resolution_one_write_off ON resolution (marketplace_id, exception_id)
  WHERE act = 'write_off' AND undone_at IS NULL;
CREATE UNIQUE INDEX resolution_one_per_approval ON resolution (marketplace_id, approval_id) WHERE approval_id IS NOT NULL;
CREATE UNIQUE INDEX book_entry_void_once ON book_entry_void (marketplace_id, entry_id) WHERE restored_at IS NULL;
-- Few are linked by hand, and few wait by hand: runs ask for them every time.
CREATE INDEX book_link_by_hand ON book_link (marketplace_id, money_key) WHERE rule = 'by_hand';
CREATE INDEX recon_exception_waits ON recon_exception (marketplace_id, waits_until) WHERE waits_until IS NOT NULL;

-- What was done stays as it was done; it may be undone once, and its words may be sealed anew or lose a person.
CREATE FUNCTION refuse_other_past() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF to_jsonb(NEW) - ARRAY['note_enc', 'undone_by', 'undone_at', 'reason_enc', 'restored_by', 'restored_at']
      IS DISTINCT FROM to_jsonb(OLD) - ARRAY['note_enc', 'undone_by', 'undone_at', 'reason_enc', 'restored_by', 'restored_at'] THEN
    RAISE EXCEPTION '% keeps what was done: undo it, never change it', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keeps_its_past BEFORE UPDATE ON resolution FOR EACH ROW EXECUTE FUNCTION refuse_other_past();
CREATE TRIGGER keeps_its_past BEFORE UPDATE ON book_entry_void FOR EACH ROW EXECUTE FUNCTION refuse_other_past();
