-- Files beside exceptions.
-- CreateTable
CREATE TABLE "exception_attachment" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "name_enc" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "body_enc" BYTEA,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(6) NOT NULL,
    "removed_by" TEXT,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "exception_attachment_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE INDEX "exception_attachment_marketplace_id_exception_id_added_at_idx" ON "exception_attachment"("marketplace_id", "exception_id", "added_at");

ALTER TABLE exception_attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON exception_attachment USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON exception_attachment TO counterfoil_app;
-- Sealed bytes do not get smaller: they are not tried.
ALTER TABLE exception_attachment ALTER COLUMN body_enc SET STORAGE EXTERNAL,
  ADD CONSTRAINT sized CHECK (size_bytes BETWEEN 1 AND 10485760 AND octet_length(body_enc) <= 10485760 + 200),
  ADD CONSTRAINT removed_whole CHECK ((removed_by IS NULL) = (removed_at IS NULL) AND (removed_by IS NULL) = (body_enc IS NOT NULL));
