-- When a marketplace works: due times count working time.
-- CreateTable
CREATE TABLE "work_calendar" (
    "marketplace_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "work_calendar_pkey" PRIMARY KEY ("marketplace_id","version")
);

ALTER TABLE work_calendar ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON work_calendar USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT ON work_calendar TO counterfoil_app;
ALTER TABLE work_calendar ADD CONSTRAINT numbered CHECK (version > 0);
