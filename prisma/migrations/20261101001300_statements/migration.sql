-- CreateTable
CREATE TABLE "bank_account" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name_enc" TEXT NOT NULL,
    "legal_entity_enc" TEXT,
    "currency" TEXT NOT NULL,
    "country" TEXT,
    "last_four" TEXT NOT NULL,
    "number_enc" TEXT NOT NULL,
    "number_hash" TEXT NOT NULL,
    "payouts_of_account" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bank_account_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "bank_statement" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "bank_account_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "file_digest" TEXT NOT NULL,
    "file_name_enc" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sequence" TEXT,
    "page" TEXT,
    "currency" TEXT NOT NULL,
    "opening_minor" BIGINT,
    "opening_on" DATE,
    "closing_minor" BIGINT,
    "closing_on" DATE,
    "first_on" DATE,
    "last_on" DATE,
    "lines_added" INTEGER NOT NULL,
    "lines_known" INTEGER NOT NULL,
    "lines_refused" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "mapping_id" TEXT,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bank_statement_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "bank_line" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "booked_on" DATE NOT NULL,
    "value_on" DATE,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "end_to_end_id" TEXT,
    "bank_reference" TEXT,
    "transaction_id" TEXT,
    "bank_code" TEXT,
    "is_reversal" BOOLEAN NOT NULL,
    "match_text" TEXT,
    "text_enc" TEXT,
    "counterparty_enc" TEXT,
    "line_key" TEXT NOT NULL,
    "occurrence" INTEGER NOT NULL,

    CONSTRAINT "bank_line_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","id")
) PARTITION BY HASH ("money_key");
CREATE TABLE "bank_line_p0" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "bank_line_p1" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "bank_line_p2" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "bank_line_p3" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "bank_line_p4" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "bank_line_p5" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "bank_line_p6" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "bank_line_p7" PARTITION OF "bank_line" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "bank_line_seen" (
    "marketplace_id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "bank_line_seen_pkey" PRIMARY KEY ("marketplace_id","statement_id","line_id")
);

-- CreateTable
CREATE TABLE "bank_refused_line" (
    "marketplace_id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "field" TEXT,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "fix" TEXT NOT NULL,

    CONSTRAINT "bank_refused_line_pkey" PRIMARY KEY ("marketplace_id","statement_id","ordinal")
);

-- CreateTable
CREATE TABLE "bank_mapping" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name_enc" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bank_mapping_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "bank_touch" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,

    CONSTRAINT "bank_touch_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "bank_account_marketplace_id_number_hash_currency_key" ON "bank_account"("marketplace_id", "number_hash", "currency");

-- CreateIndex
CREATE INDEX "bank_statement_marketplace_id_bank_account_id_last_on_id_idx" ON "bank_statement"("marketplace_id", "bank_account_id", "last_on", "id");

-- CreateIndex
CREATE INDEX "bank_statement_marketplace_id_bank_account_id_closing_minor_idx" ON "bank_statement"("marketplace_id", "bank_account_id", "closing_minor");

-- CreateIndex
CREATE INDEX "bank_statement_marketplace_id_imported_at_id_idx" ON "bank_statement"("marketplace_id", "imported_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_statement_marketplace_id_content_hash_key" ON "bank_statement"("marketplace_id", "content_hash");

-- CreateIndex
CREATE INDEX "bank_line_marketplace_id_id_idx" ON "bank_line"("marketplace_id", "id");

-- CreateIndex
CREATE INDEX "bank_line_marketplace_id_account_id_booked_on_id_idx" ON "bank_line"("marketplace_id", "account_id", "booked_on", "id");

-- CreateIndex
CREATE INDEX "bank_line_marketplace_id_statement_id_position_idx" ON "bank_line"("marketplace_id", "statement_id", "position");

-- CreateIndex
CREATE INDEX "bank_line_seen_marketplace_id_statement_id_position_idx" ON "bank_line_seen"("marketplace_id", "statement_id", "position");

-- The second wall, before each table and each partition.
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT unnest(ARRAY['bank_account', 'bank_statement', 'bank_line', 'bank_line_seen', 'bank_refused_line', 'bank_mapping', 'bank_touch'])
    UNION ALL SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'bank_line'::regclass LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;
-- What a bank said stays said: a line is never removed, and only its words may be sealed anew or lose a person.
GRANT SELECT, INSERT, UPDATE ON bank_account, bank_statement, bank_mapping TO counterfoil_app;
GRANT SELECT, INSERT ON bank_line, bank_line_seen, bank_refused_line TO counterfoil_app;
GRANT UPDATE (text_enc, counterparty_enc) ON bank_line TO counterfoil_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_touch TO counterfoil_app;

ALTER TABLE bank_account ADD CONSTRAINT words_sealed CHECK (name_enc LIKE 'sealed:%' AND number_enc LIKE 'sealed:%'
    AND coalesce(legal_entity_enc, 'sealed:') LIKE 'sealed:%'),
  ADD CONSTRAINT last_four_only CHECK (length(last_four) <= 4),
  ADD CONSTRAINT currency_code CHECK (currency ~ '^[a-z]{3}$');
ALTER TABLE bank_statement ADD CONSTRAINT words_sealed CHECK (file_name_enc LIKE 'sealed:%'),
  ADD CONSTRAINT known_format CHECK (format IN ('camt053', 'mt940', 'csv')),
  ADD CONSTRAINT known_status CHECK (status IN ('whole', 'partial')),
  ADD CONSTRAINT refused_means_partial CHECK ((status = 'partial') = (lines_refused > 0));
ALTER TABLE bank_line ADD CONSTRAINT words_sealed CHECK (coalesce(text_enc, 'sealed:') LIKE 'sealed:%'
    AND coalesce(counterparty_enc, 'sealed:') LIKE 'sealed:%'),
  ADD CONSTRAINT key_of_line CHECK (money_key = 'bank:' || id),
  ADD CONSTRAINT counted CHECK (occurrence > 0);
ALTER TABLE bank_mapping ADD CONSTRAINT words_sealed CHECK (name_enc LIKE 'sealed:%');
ALTER TABLE bank_touch SET (autovacuum_vacuum_scale_factor = 0.02);
