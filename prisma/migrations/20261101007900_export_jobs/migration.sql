-- Long lists as files, written by the worker in sealed parts.
-- CreateTable
CREATE TABLE "export_job" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "list" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "asked_enc" TEXT,
    "request_key" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "as_of" TIMESTAMPTZ(6),
    "rows_expected" BIGINT,
    "rows_done" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "parts" INTEGER NOT NULL DEFAULT 0,
    "digest" TEXT,
    "reason" TEXT,
    "finished_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "export_job_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "export_part" (
    "marketplace_id" TEXT NOT NULL,
    "export_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "body_enc" BYTEA NOT NULL,

    CONSTRAINT "export_part_pkey" PRIMARY KEY ("marketplace_id","export_id","part")
);

-- CreateIndex
CREATE INDEX "export_job_marketplace_id_asked_by_asked_at_idx" ON "export_job"("marketplace_id", "asked_by", "asked_at");

-- CreateIndex
CREATE INDEX "export_job_marketplace_id_state_asked_at_idx" ON "export_job"("marketplace_id", "state", "asked_at");

ALTER TABLE export_job ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON export_job USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
ALTER TABLE export_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON export_part USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON export_job TO counterfoil_app;
-- A part is changed by the rotation of keys alone.
GRANT SELECT, INSERT, UPDATE, DELETE ON export_part TO counterfoil_app;
-- Sealed bytes do not get smaller: they are not tried.
ALTER TABLE export_part ALTER COLUMN body_enc SET STORAGE EXTERNAL;
-- Of one question one export is under way, however often it is asked.
CREATE UNIQUE INDEX export_job_once ON export_job (marketplace_id, asked_by, request_key) WHERE state IN ('waiting', 'running');
ALTER TABLE export_job
  ADD CONSTRAINT known_state CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
  ADD CONSTRAINT known_format CHECK (format IN ('csv', 'xlsx')),
  ADD CONSTRAINT done_whole CHECK (state <> 'done' OR (digest IS NOT NULL AND as_of IS NOT NULL AND expires_at IS NOT NULL AND parts > 0)),
  ADD CONSTRAINT failed_says_why CHECK (state <> 'failed' OR reason IS NOT NULL);
