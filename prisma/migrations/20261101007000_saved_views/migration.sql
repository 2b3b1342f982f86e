-- A queue's filter, order, columns and density can be kept under a name, for oneself or for everybody, and pinned as a tab.
-- CreateTable
CREATE TABLE "saved_view" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "name_enc" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "saved_view_pin" (
    "marketplace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "view_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_view_pin_pkey" PRIMARY KEY ("marketplace_id","user_id","view_id")
);

-- CreateIndex
CREATE INDEX "saved_view_marketplace_id_list_owner_id_idx" ON "saved_view"("marketplace_id", "list", "owner_id");

-- CreateIndex
CREATE INDEX "saved_view_pin_marketplace_id_view_id_idx" ON "saved_view_pin"("marketplace_id", "view_id");

ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON saved_view USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
ALTER TABLE saved_view_pin ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON saved_view_pin USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view, saved_view_pin TO counterfoil_app;
