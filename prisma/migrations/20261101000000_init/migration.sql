-- Written by the diff, then by hand: the five large tables are hash-partitioned by the key of the money.
-- CreateTable
CREATE TABLE "marketplace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reporting_zone" TEXT NOT NULL,
    "reporting_currency" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marketplace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "email_hash" TEXT NOT NULL,
    "email_enc" TEXT NOT NULL,
    "name_enc" TEXT NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "marketplace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("marketplace_id","user_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "marketplace_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("marketplace_id","seq")
);

-- CreateTable
CREATE TABLE "approval" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "decided_reason" TEXT,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "intent" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "object_id" TEXT,
    "request_id" TEXT,
    "last_error" TEXT,
    "approval_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(6),

    CONSTRAINT "intent_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "book_entry" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "object_id" TEXT,
    "order_reference" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "expected_at" TIMESTAMPTZ(6),
    "seller_id" TEXT,
    "charge_type" TEXT,
    "shares" JSONB,
    "description" TEXT,
    "import_id" TEXT,

    CONSTRAINT "book_entry_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","id")
) PARTITION BY HASH ("money_key");
CREATE TABLE "book_entry_p0" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "book_entry_p1" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "book_entry_p2" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "book_entry_p3" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "book_entry_p4" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "book_entry_p5" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "book_entry_p6" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "book_entry_p7" PARTITION OF "book_entry" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "book_link" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,

    CONSTRAINT "book_link_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","entry_id")
);

-- CreateTable
CREATE TABLE "caller_reference" (
    "marketplace_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "payload_hash" TEXT NOT NULL,

    CONSTRAINT "caller_reference_pkey" PRIMARY KEY ("marketplace_id","reference")
);

-- CreateTable
CREATE TABLE "fee_contract" (
    "marketplace_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(6) NOT NULL,
    "refund_policy" TEXT NOT NULL,
    "bands" JSONB NOT NULL,

    CONSTRAINT "fee_contract_pkey" PRIMARY KEY ("marketplace_id","reference")
);

-- CreateTable
CREATE TABLE "book_import" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "rows_good" INTEGER NOT NULL,
    "rows_bad" INTEGER NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "book_import_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "recon_exception" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "money_key" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "family_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "seller_id" TEXT,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "direction" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "severity" INTEGER NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "assignee_id" TEXT,
    "resolution" TEXT,
    "resolved_by" TEXT,
    "closed_at" TIMESTAMPTZ(6),
    "note" TEXT,

    CONSTRAINT "recon_exception_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "exception_comment" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "exception_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "exception_comment_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "recon_touch" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,

    CONSTRAINT "recon_touch_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id")
);

-- CreateTable
CREATE TABLE "recon_recheck" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "recon_recheck_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id")
);

-- CreateTable
CREATE TABLE "recon_run" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "keys" BIGINT NOT NULL,
    "set_aside" BIGINT NOT NULL,
    "decided" BIGINT NOT NULL,
    "opened" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "closed" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "elapsed_ms" INTEGER NOT NULL,

    CONSTRAINT "recon_run_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "ledger_posting" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "debit" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ledger_posting_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","id")
) PARTITION BY HASH ("money_key");
CREATE TABLE "ledger_posting_p0" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "ledger_posting_p1" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "ledger_posting_p2" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "ledger_posting_p3" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "ledger_posting_p4" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "ledger_posting_p5" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "ledger_posting_p6" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "ledger_posting_p7" PARTITION OF "ledger_posting" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "ledger_balance" (
    "marketplace_id" TEXT NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "debit_minor" BIGINT NOT NULL,
    "credit_minor" BIGINT NOT NULL,
    "postings" BIGINT NOT NULL,

    CONSTRAINT "ledger_balance_pkey" PRIMARY KEY ("marketplace_id","ledger_account","currency")
);

-- CreateTable
CREATE TABLE "posting_queue" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,

    CONSTRAINT "posting_queue_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","balance_transaction_id")
);

-- CreateTable
CREATE TABLE "daily_metric" (
    "marketplace_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "charge_type" TEXT NOT NULL,
    "captured_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "fees_minor" BIGINT NOT NULL,
    "fees_returned_minor" BIGINT NOT NULL,
    "transferred_minor" BIGINT NOT NULL,
    "reversed_minor" BIGINT NOT NULL,
    "payments" BIGINT NOT NULL,

    CONSTRAINT "daily_metric_pkey" PRIMARY KEY ("marketplace_id","day","currency","charge_type")
);

-- CreateTable
CREATE TABLE "balance_proof" (
    "marketplace_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "balance_type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "provider_minor" BIGINT,
    "ledger_minor" BIGINT NOT NULL,
    "residual_minor" BIGINT,
    "available_minor" BIGINT,
    "opening_minor" BIGINT NOT NULL DEFAULT 0,
    "opening_label" TEXT,
    "equation" TEXT NOT NULL,
    "reads" INTEGER NOT NULL,
    "proven_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "balance_proof_pkey" PRIMARY KEY ("marketplace_id","provider","livemode","account_id","currency","balance_type")
);

-- CreateTable
CREATE TABLE "provider_connection" (
    "marketplace_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account_id" TEXT NOT NULL,
    "api_key_enc" TEXT NOT NULL,
    "webhook_secrets_enc" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_connection_pkey" PRIMARY KEY ("marketplace_id","provider","livemode")
);

-- CreateTable
CREATE TABLE "provider_account" (
    "marketplace_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account_id" TEXT NOT NULL,
    "is_platform" BOOLEAN NOT NULL,
    "name_enc" TEXT,
    "country" TEXT,
    "default_currency" TEXT,
    "deauthorized_at" TIMESTAMPTZ(6),
    "created" TIMESTAMPTZ(6),
    "raw" JSONB,
    "observed_at" TIMESTAMPTZ(6) NOT NULL,
    "dirty_since" TIMESTAMPTZ(6),
    "swept_at" TIMESTAMPTZ(6),

    CONSTRAINT "provider_account_pkey" PRIMARY KEY ("marketplace_id","provider","livemode","account_id")
);

-- CreateTable
CREATE TABLE "provider_object" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "object_type" TEXT NOT NULL,
    "created" TIMESTAMPTZ(6) NOT NULL,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "status" TEXT,
    "parent_id" TEXT,
    "raw" JSONB NOT NULL,
    "observed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "provider_object_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","id")
) PARTITION BY HASH ("money_key");
CREATE TABLE "provider_object_p0" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "provider_object_p1" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "provider_object_p2" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "provider_object_p3" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "provider_object_p4" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "provider_object_p5" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "provider_object_p6" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "provider_object_p7" PARTITION OF "provider_object" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "balance_transaction" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "type" TEXT NOT NULL,
    "reporting_category" TEXT NOT NULL,
    "balance_type" TEXT NOT NULL,
    "source_id" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "exchange_rate" TEXT,
    "created" TIMESTAMPTZ(6) NOT NULL,
    "available_on" TIMESTAMPTZ(6) NOT NULL,
    "raw" JSONB NOT NULL,

    CONSTRAINT "balance_transaction_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","id")
) PARTITION BY HASH ("money_key");
CREATE TABLE "balance_transaction_p0" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "balance_transaction_p1" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "balance_transaction_p2" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "balance_transaction_p3" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "balance_transaction_p4" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "balance_transaction_p5" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "balance_transaction_p6" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "balance_transaction_p7" PARTITION OF "balance_transaction" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "payout_item" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "payout_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,

    CONSTRAINT "payout_item_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","payout_id","balance_transaction_id")
);

-- CreateTable
CREATE TABLE "provider_leg" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "created" TIMESTAMPTZ(6) NOT NULL,
    "settled" BOOLEAN NOT NULL,
    "parent_id" TEXT,
    "seller_id" TEXT,
    "order_reference" TEXT,

    CONSTRAINT "provider_leg_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","kind")
) PARTITION BY HASH ("money_key");
CREATE TABLE "provider_leg_p0" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "provider_leg_p1" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "provider_leg_p2" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "provider_leg_p3" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "provider_leg_p4" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "provider_leg_p5" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "provider_leg_p6" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "provider_leg_p7" PARTITION OF "provider_leg" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "quarantine" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "released_at" TIMESTAMPTZ(6),

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "person_ref" (
    "money_key" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "person_hash" TEXT NOT NULL,

    CONSTRAINT "person_ref_pkey" PRIMARY KEY ("money_key","marketplace_id","account_id","object_id","person_hash")
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "marketplace_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_type" TEXT,
    "object_id" TEXT,
    "created" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "raw" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("marketplace_id","provider","livemode","account_id","id")
);

-- CreateTable
CREATE TABLE "sync_cursor" (
    "marketplace_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account_id" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,
    "window_end" TIMESTAMPTZ(6),
    "cursor" TEXT,
    "watermark" TIMESTAMPTZ(6),
    "done" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sync_cursor_pkey" PRIMARY KEY ("marketplace_id","provider","livemode","account_id","stream","window_start")
);

-- CreateTable
CREATE TABLE "sync_run" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),
    "heartbeat_at" TIMESTAMPTZ(6) NOT NULL,
    "accounts_total" INTEGER NOT NULL DEFAULT 0,
    "accounts_done" INTEGER NOT NULL DEFAULT 0,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "requests" BIGINT NOT NULL DEFAULT 0,
    "throttled" BIGINT NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "sync_run_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "heal_entry" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "account_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,
    "window_end" TIMESTAMPTZ(6) NOT NULL,
    "rows_found" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "heal_entry_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_hash_key" ON "app_user"("email_hash");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "audit_entry_marketplace_id_subject_seq_idx" ON "audit_entry"("marketplace_id", "subject", "seq");

-- CreateIndex
CREATE INDEX "approval_marketplace_id_state_expires_at_idx" ON "approval"("marketplace_id", "state", "expires_at");

-- CreateIndex
CREATE INDEX "intent_marketplace_id_state_idx" ON "intent"("marketplace_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "intent_marketplace_id_idempotency_key_key" ON "intent"("marketplace_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "book_entry_marketplace_id_account_id_order_reference_idx" ON "book_entry"("marketplace_id", "account_id", "order_reference");

-- CreateIndex
CREATE INDEX "book_entry_marketplace_id_occurred_at_id_idx" ON "book_entry"("marketplace_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "book_link_marketplace_id_object_id_idx" ON "book_link"("marketplace_id", "object_id");

-- CreateIndex
CREATE INDEX "fee_contract_marketplace_id_seller_id_valid_from_idx" ON "fee_contract"("marketplace_id", "seller_id", "valid_from");

-- CreateIndex
CREATE INDEX "recon_exception_marketplace_id_state_due_at_id_idx" ON "recon_exception"("marketplace_id", "state", "due_at", "id");

-- CreateIndex
CREATE INDEX "recon_exception_marketplace_id_state_amount_minor_id_idx" ON "recon_exception"("marketplace_id", "state", "amount_minor", "id");

-- CreateIndex
CREATE INDEX "recon_exception_marketplace_id_state_opened_at_id_idx" ON "recon_exception"("marketplace_id", "state", "opened_at", "id");

-- CreateIndex
CREATE INDEX "recon_exception_marketplace_id_state_severity_id_idx" ON "recon_exception"("marketplace_id", "state", "severity", "id");

-- CreateIndex
CREATE INDEX "recon_exception_marketplace_id_state_kind_due_at_id_idx" ON "recon_exception"("marketplace_id", "state", "kind", "due_at", "id");

-- CreateIndex
CREATE INDEX "recon_exception_marketplace_id_family_id_idx" ON "recon_exception"("marketplace_id", "family_id");

-- CreateIndex
CREATE INDEX "exception_comment_marketplace_id_exception_id_at_idx" ON "exception_comment"("marketplace_id", "exception_id", "at");

-- CreateIndex
CREATE INDEX "recon_recheck_marketplace_id_due_at_idx" ON "recon_recheck"("marketplace_id", "due_at");

-- CreateIndex
CREATE INDEX "recon_run_marketplace_id_at_idx" ON "recon_run"("marketplace_id", "at");

-- CreateIndex
CREATE INDEX "ledger_posting_marketplace_id_debit_currency_occurred_at_id_idx" ON "ledger_posting"("marketplace_id", "debit", "currency", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "ledger_posting_marketplace_id_credit_currency_occurred_at_i_idx" ON "ledger_posting"("marketplace_id", "credit", "currency", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "balance_proof_marketplace_id_state_idx" ON "balance_proof"("marketplace_id", "state");

-- CreateIndex
CREATE INDEX "provider_connection_provider_livemode_account_id_idx" ON "provider_connection"("provider", "livemode", "account_id");

-- CreateIndex
CREATE INDEX "provider_account_provider_livemode_account_id_idx" ON "provider_account"("provider", "livemode", "account_id");

-- CreateIndex
CREATE INDEX "provider_object_marketplace_id_parent_id_idx" ON "provider_object"("marketplace_id", "parent_id");

-- CreateIndex
CREATE INDEX "provider_object_marketplace_id_object_type_created_idx" ON "provider_object"("marketplace_id", "object_type", "created");

-- CreateIndex
CREATE INDEX "balance_transaction_marketplace_id_account_id_currency_crea_idx" ON "balance_transaction"("marketplace_id", "account_id", "currency", "created");

-- CreateIndex
CREATE INDEX "balance_transaction_marketplace_id_created_id_idx" ON "balance_transaction"("marketplace_id", "created", "id");

-- CreateIndex
CREATE INDEX "payout_item_marketplace_id_payout_id_idx" ON "payout_item"("marketplace_id", "payout_id");

-- CreateIndex
CREATE INDEX "provider_leg_marketplace_id_parent_id_idx" ON "provider_leg"("marketplace_id", "parent_id");

-- CreateIndex
CREATE INDEX "provider_leg_marketplace_id_account_id_order_reference_idx" ON "provider_leg"("marketplace_id", "account_id", "order_reference");

-- CreateIndex
CREATE INDEX "person_ref_marketplace_id_person_hash_idx" ON "person_ref"("marketplace_id", "person_hash");

-- CreateIndex
CREATE INDEX "inbox_event_state_received_at_idx" ON "inbox_event"("state", "received_at");

-- CreateIndex
CREATE INDEX "inbox_event_marketplace_id_state_received_at_idx" ON "inbox_event"("marketplace_id", "state", "received_at");

-- CreateIndex
CREATE INDEX "sync_run_marketplace_id_started_at_idx" ON "sync_run"("marketplace_id", "started_at");

-- CreateIndex
CREATE INDEX "heal_entry_marketplace_id_at_idx" ON "heal_entry"("marketplace_id", "at");
