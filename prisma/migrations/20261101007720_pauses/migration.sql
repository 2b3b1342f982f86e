-- An exception that waits for somebody's answer: its due time stands still meanwhile.
-- CreateTable
CREATE TABLE "exception_pause" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "waits_for" TEXT NOT NULL,
    "note_enc" TEXT,
    "due_before" TIMESTAMPTZ(6) NOT NULL,
    "began_by" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_by" TEXT,

    CONSTRAINT "exception_pause_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE INDEX "exception_pause_marketplace_id_exception_id_began_at_idx" ON "exception_pause"("marketplace_id", "exception_id", "began_at");

ALTER TABLE exception_pause ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON exception_pause USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE ON exception_pause TO counterfoil_app;
-- One at a time; a run finds those that go on by themselves.
CREATE UNIQUE INDEX exception_pause_open ON exception_pause (marketplace_id, exception_id) WHERE ended_at IS NULL;
ALTER TABLE exception_pause ADD CONSTRAINT known_one CHECK (waits_for IN ('seller', 'customer', 'stripe', 'bank', 'colleague')),
  ADD CONSTRAINT ended_whole CHECK (ended_by IS NULL OR ended_at IS NOT NULL),
  ADD CONSTRAINT ends_later CHECK (ended_at >= began_at);
ALTER TABLE notice DROP CONSTRAINT known_kind, ADD CONSTRAINT known_kind CHECK (kind IN ('mention', 'assigned', 'comment', 'back'));
