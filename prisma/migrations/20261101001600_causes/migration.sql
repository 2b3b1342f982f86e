-- Exceptions that share a cause are resolved as one, and taken back as one.
ALTER TABLE "recon_exception" ADD COLUMN "batch_id" TEXT;

-- CreateTable
CREATE TABLE "resolution_batch" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "cause_by" TEXT NOT NULL,
    "cause_value" TEXT NOT NULL,
    "resolution" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resolved_by" TEXT NOT NULL,
    "resolved_at" TIMESTAMPTZ(6) NOT NULL,
    "undone_by" TEXT,
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "resolution_batch_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE INDEX "resolution_batch_marketplace_id_resolved_at_idx" ON "resolution_batch"("marketplace_id", "resolved_at");

-- Few exceptions were resolved with others.
CREATE INDEX recon_exception_batch ON recon_exception (marketplace_id, batch_id) WHERE batch_id IS NOT NULL;

ALTER TABLE resolution_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON resolution_batch USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON resolution_batch TO counterfoil_app;
ALTER TABLE resolution_batch ADD CONSTRAINT at_least_one CHECK (count > 0),
  ADD CONSTRAINT undone_whole CHECK ((undone_by IS NULL) = (undone_at IS NULL));
