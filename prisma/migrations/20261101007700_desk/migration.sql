-- Tags on exceptions, notices to people, and who is looking right now.
-- CreateTable
CREATE TABLE "exception_tag" (
    "marketplace_id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "tagged_by" TEXT NOT NULL,
    "tagged_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "exception_tag_pkey" PRIMARY KEY ("marketplace_id","exception_id","tag")
);

-- CreateTable
CREATE TABLE "notice" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "comment_id" TEXT,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "exception_look" (
    "marketplace_id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "exception_look_pkey" PRIMARY KEY ("marketplace_id","exception_id","user_id")
);

-- CreateIndex
CREATE INDEX "exception_tag_marketplace_id_tag_exception_id_idx" ON "exception_tag"("marketplace_id", "tag", "exception_id");

-- CreateIndex
CREATE INDEX "notice_marketplace_id_user_id_at_id_idx" ON "notice"("marketplace_id", "user_id", "at", "id");

-- CreateIndex
CREATE INDEX "notice_marketplace_id_user_id_read_at_idx" ON "notice"("marketplace_id", "user_id", "read_at");

-- CreateIndex
CREATE INDEX "exception_look_marketplace_id_user_id_idx" ON "exception_look"("marketplace_id", "user_id");

ALTER TABLE exception_tag ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON exception_tag USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON notice USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
ALTER TABLE exception_look ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON exception_look USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, DELETE ON exception_tag TO counterfoil_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice, exception_look TO counterfoil_app;
ALTER TABLE exception_tag ADD CONSTRAINT tag_short CHECK (char_length(tag) BETWEEN 1 AND 32);
ALTER TABLE notice ADD CONSTRAINT known_kind CHECK (kind IN ('mention', 'assigned', 'comment')),
  ADD CONSTRAINT of_others CHECK (user_id <> by_id);
