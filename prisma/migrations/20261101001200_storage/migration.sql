-- An event is kept as it came, sealed in one piece: nothing to parse, split or squeeze at the door (docs/decisions/0011).
ALTER TABLE "inbox_event" ADD COLUMN "body" BYTEA, ADD COLUMN "parent_id" TEXT, ALTER COLUMN "raw" DROP NOT NULL;
ALTER TABLE inbox_event ALTER COLUMN body SET STORAGE EXTERNAL;

-- Events from before stay as they are, sealed value by value. What the waiting ones need of their payload is taken out.
UPDATE inbox_event SET parent_id = CASE object_type WHEN 'fee_refund' THEN raw #>> '{data,object,fee}'
    WHEN 'transfer_reversal' THEN raw #>> '{data,object,transfer}' END
  WHERE state IN ('new', 'failed') AND object_type IN ('fee_refund', 'transfer_reversal');

ALTER TABLE inbox_event ADD CONSTRAINT inbox_event_held_once CHECK (num_nonnulls(raw, body) = 1),
  ADD CONSTRAINT inbox_event_body_sealed CHECK (substr(body, 1, 7) = 'sealed:'::bytea);

-- An object's raw of more than 2 KB goes to the TOAST table as it is: squeezing it took two fifths of Postgres' time and
-- saved a quarter of the disk, and every look into it had to unsqueeze it. Holds for all partitions.
ALTER TABLE provider_object ALTER COLUMN raw SET STORAGE EXTERNAL;

-- A seller's part of the queue in the queue's own order: a page reads its fifty lines, however many the seller has.
DROP INDEX "recon_exception_marketplace_id_seller_id_idx";
DROP INDEX "recon_exception_marketplace_id_account_id_idx";
CREATE INDEX "recon_exception_marketplace_id_seller_id_state_due_at_id_idx" ON "recon_exception"("marketplace_id", "seller_id", "state", "due_at", "id");
CREATE INDEX "recon_exception_marketplace_id_account_id_state_due_at_id_idx" ON "recon_exception"("marketplace_id", "account_id", "state", "due_at", "id");
