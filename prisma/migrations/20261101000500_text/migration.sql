-- What people write in their own words is sealed, and its column says so. Words from before this migration stand behind
-- the mark 'clear:' until the next rotation of keys seals them.
ALTER TABLE exception_comment RENAME COLUMN body TO body_enc;
ALTER TABLE recon_exception RENAME COLUMN note TO note_enc;
ALTER TABLE book_import RENAME COLUMN name TO name_enc;
ALTER TABLE approval RENAME COLUMN reason TO reason_enc;
ALTER TABLE approval RENAME COLUMN decided_reason TO decided_reason_enc;

-- An approval is bound to its payload and decided once; only the words around it may be sealed anew, or lose a person.
CREATE OR REPLACE FUNCTION refuse_payload_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE words text[] := ARRAY['reason_enc', 'decided_reason_enc'];
BEGIN
  IF to_jsonb(NEW) - words = to_jsonb(OLD) - words THEN RETURN NEW; END IF;
  IF (NEW.marketplace_id, NEW.id, NEW.payload, NEW.payload_hash, NEW.action, NEW.subject, NEW.requested_by, NEW.requested_at, NEW.expires_at)
    IS DISTINCT FROM
     (OLD.marketplace_id, OLD.id, OLD.payload, OLD.payload_hash, OLD.action, OLD.subject, OLD.requested_by, OLD.requested_at, OLD.expires_at)
  THEN RAISE EXCEPTION 'an approval is bound to its payload' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state = 'approved' AND OLD.used_for IS NULL AND (NEW.state, NEW.decided_by, NEW.decided_at, NEW.decided_reason_enc)
    IS NOT DISTINCT FROM (OLD.state, OLD.decided_by, OLD.decided_at, OLD.decided_reason_enc) THEN RETURN NEW; END IF;
  IF OLD.state <> 'pending' THEN RAISE EXCEPTION 'this approval is decided' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.used_for IS NOT NULL THEN RAISE EXCEPTION 'an approval is decided before it is used' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;

UPDATE exception_comment SET body_enc = 'clear:' || body_enc;
UPDATE recon_exception SET note_enc = 'clear:' || note_enc WHERE note_enc IS NOT NULL;
UPDATE book_import SET name_enc = 'clear:' || name_enc;
UPDATE approval SET reason_enc = 'clear:' || reason_enc, decided_reason_enc = 'clear:' || decided_reason_enc;
ALTER TABLE exception_comment ADD CONSTRAINT body_sealed CHECK (body_enc ~ '^(sealed|clear):');
ALTER TABLE recon_exception ADD CONSTRAINT note_sealed CHECK (note_enc ~ '^(sealed|clear):');
ALTER TABLE book_import ADD CONSTRAINT name_sealed CHECK (name_enc ~ '^(sealed|clear):');
ALTER TABLE approval ADD CONSTRAINT reason_sealed CHECK (reason_enc ~ '^(sealed|clear):'),
  ADD CONSTRAINT decided_reason_sealed CHECK (decided_reason_enc ~ '^(sealed|clear):');

-- An import is one row by its file and mapping; imports from before have no digest and are found by none.
ALTER TABLE book_import ADD COLUMN file_digest TEXT NOT NULL DEFAULT '';
ALTER TABLE book_import ALTER COLUMN file_digest DROP DEFAULT;
CREATE INDEX "book_import_marketplace_id_file_digest_idx" ON "book_import"("marketplace_id", "file_digest");

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "marketplace_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(6) NOT NULL,
    "checked_by" TEXT NOT NULL,
    "broken_at" BIGINT,
    "broken_why" TEXT,
    "mac" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("marketplace_id")
);
ALTER TABLE audit_checkpoint ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_checkpoint USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON audit_checkpoint TO counterfoil_app;
CREATE INDEX "audit_entry_marketplace_id_actor_id_seq_idx" ON "audit_entry"("marketplace_id", "actor_id", "seq");

-- Lists at a million rows. The entries' index begins with the kind: a list of one kind reads it in order, a list of all
-- merges the heads of the few kinds, and writing an entry costs no index more than before.
DROP INDEX "book_entry_marketplace_id_occurred_at_id_idx";
CREATE INDEX "book_entry_marketplace_id_kind_occurred_at_id_idx" ON "book_entry"("marketplace_id", "kind", "occurred_at", "id");
-- Partial, so that what comes in by the API or is no payout pays nothing for them.
CREATE INDEX book_entry_of_import ON book_entry (marketplace_id, import_id, occurred_at, id) WHERE import_id IS NOT NULL;
CREATE INDEX provider_object_payouts ON provider_object (marketplace_id, account_id, created, id)
  WHERE object_type = 'payout';
CREATE INDEX inbox_event_kept ON inbox_event (marketplace_id, type, received_at) WHERE state = 'kept';
