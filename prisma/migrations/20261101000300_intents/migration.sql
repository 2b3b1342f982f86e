-- AlterTable
ALTER TABLE "intent" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "first_sent_at" TIMESTAMPTZ(6),
ADD COLUMN     "key_epoch" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "key_sent_at" TIMESTAMPTZ(6),
ADD COLUMN     "last_sent_at" TIMESTAMPTZ(6),
ADD COLUMN     "livemode" BOOLEAN,
ADD COLUMN     "next_attempt_at" TIMESTAMPTZ(6),
ADD COLUMN     "platform_account_id" TEXT;

-- Intents from before were carried by the live connection where there was one. When they were sent is not known: as early
-- as can be, so that their keys are doubted.
UPDATE intent SET livemode = COALESCE(
    (SELECT bool_or(livemode) FROM provider_connection c WHERE c.marketplace_id = intent.marketplace_id AND c.provider = intent.provider), false),
  first_sent_at = CASE WHEN attempts > 0 THEN created_at END, key_sent_at = CASE WHEN attempts > 0 THEN created_at END,
  last_sent_at = CASE WHEN attempts > 0 THEN created_at END;
UPDATE intent SET platform_account_id = COALESCE((SELECT account_id FROM provider_connection c
  WHERE c.marketplace_id = intent.marketplace_id AND c.provider = intent.provider AND c.livemode = intent.livemode), account_id);
ALTER TABLE "intent" ALTER COLUMN "livemode" SET NOT NULL,
ALTER COLUMN "platform_account_id" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "intent_marketplace_id_object_id_key" ON "intent"("marketplace_id", "object_id");

-- A verdict is complete, and what was sent is dated.
ALTER TABLE intent DROP CONSTRAINT known_state,
  ADD CONSTRAINT known_state CHECK (state IN ('pending', 'sent', 'confirmed', 'refused', 'mismatched')),
  ADD CONSTRAINT confirmed_by_an_object CHECK (state <> 'confirmed' OR (object_id IS NOT NULL AND confirmed_at IS NOT NULL)),
  ADD CONSTRAINT refused_without_one CHECK (state <> 'refused' OR object_id IS NULL),
  ADD CONSTRAINT sends_are_dated CHECK ((first_sent_at IS NULL) = (key_sent_at IS NULL) AND (key_sent_at IS NULL) = (last_sent_at IS NULL));

-- What was wished is never changed, a verdict is for good, and a send is never forgotten: its date would be asked for first.
CREATE FUNCTION refuse_intent_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (NEW.marketplace_id, NEW.id, NEW.provider, NEW.livemode, NEW.platform_account_id, NEW.account_id, NEW.action, NEW.payload,
      NEW.idempotency_key, NEW.approval_id, NEW.created_by, NEW.created_at) IS DISTINCT FROM
     (OLD.marketplace_id, OLD.id, OLD.provider, OLD.livemode, OLD.platform_account_id, OLD.account_id, OLD.action, OLD.payload,
      OLD.idempotency_key, OLD.approval_id, OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION 'an intent is what was wished' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state NOT IN ('pending', 'sent') THEN
    RAISE EXCEPTION 'this intent has its verdict' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.key_epoch < OLD.key_epoch OR NEW.attempts < OLD.attempts
     OR (OLD.first_sent_at IS NOT NULL AND NEW.first_sent_at IS DISTINCT FROM OLD.first_sent_at) THEN
    RAISE EXCEPTION 'a send is not taken back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bound_wish BEFORE UPDATE ON intent FOR EACH ROW EXECUTE FUNCTION refuse_intent_change();
REVOKE DELETE, TRUNCATE ON intent FROM counterfoil_app;
