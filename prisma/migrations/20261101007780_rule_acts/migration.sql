-- CreateTable
CREATE TABLE "rule_act_use" (
    "marketplace_id" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rule_act_use_pkey" PRIMARY KEY ("marketplace_id","rule_id","exception_id")
);

ALTER TABLE rule_act_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON rule_act_use USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT ON rule_act_use TO counterfoil_app;
ALTER TABLE notice DROP CONSTRAINT known_kind,
  ADD CONSTRAINT known_kind CHECK (kind IN ('mention', 'assigned', 'comment', 'back', 'told'));
