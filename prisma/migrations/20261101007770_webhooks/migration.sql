-- Events for those who listen outside, and their deliveries.
-- CreateTable
CREATE TABLE "domain_event" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "dispatched_at" TIMESTAMPTZ(6),

    CONSTRAINT "domain_event_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "url_enc" TEXT NOT NULL,
    "secret_enc" TEXT NOT NULL,
    "types" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "changed_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(6) NOT NULL,
    "last_status" INTEGER,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE INDEX "domain_event_marketplace_id_at_idx" ON "domain_event"("marketplace_id", "at");

-- CreateIndex
CREATE INDEX "webhook_delivery_marketplace_id_state_next_at_idx" ON "webhook_delivery"("marketplace_id", "state", "next_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_marketplace_id_created_at_idx" ON "webhook_delivery"("marketplace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_marketplace_id_endpoint_id_event_id_key" ON "webhook_delivery"("marketplace_id", "endpoint_id", "event_id");

ALTER TABLE domain_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON domain_event USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
ALTER TABLE webhook_endpoint ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_endpoint USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_delivery USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON domain_event, webhook_delivery TO counterfoil_app;
GRANT SELECT, INSERT, UPDATE ON webhook_endpoint TO counterfoil_app;
CREATE INDEX domain_event_waiting ON domain_event (marketplace_id, at) WHERE dispatched_at IS NULL;
ALTER TABLE webhook_endpoint ADD CONSTRAINT known_state CHECK (state IN ('active', 'paused', 'disabled', 'removed'));
ALTER TABLE webhook_delivery ADD CONSTRAINT known_state CHECK (state IN ('pending', 'done', 'failed'));

-- Whoever writes, the event is written with it, once; where nobody listens nothing is written at all.
CREATE FUNCTION is_heard(place text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM webhook_endpoint w WHERE w.marketplace_id = place AND w.state = 'active') $$;
CREATE FUNCTION exception_facts(e recon_exception) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('number', e.number::text, 'kind', e.kind, 'severity', e.severity, 'amountMinor', e.amount_minor::text,
    'currency', e.currency, 'accountId', e.account_id, 'sellerId', e.seller_id, 'objectId', e.object_id,
    'assigneeId', e.assignee_id, 'resolution', e.resolution,
    'dueAt', to_char(e.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) $$;

CREATE FUNCTION tell_new_exceptions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT FROM webhook_endpoint w WHERE w.state = 'active') THEN RETURN NULL; END IF;
  INSERT INTO domain_event (marketplace_id, id, type, subject, data, at)
  SELECT n.marketplace_id, 'evt_' || gen_random_uuid(), 'exception.' || CASE n.state WHEN 'open' THEN 'opened' ELSE n.state END,
    n.id, exception_facts(n), now() FROM fresh n WHERE n.state IN ('open', 'waiting') AND is_heard(n.marketplace_id);
  RETURN NULL;
END $$;
CREATE TRIGGER told_new AFTER INSERT ON recon_exception REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION tell_new_exceptions();

CREATE FUNCTION tell_changed_exceptions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT FROM webhook_endpoint w WHERE w.state = 'active') THEN RETURN NULL; END IF;
  INSERT INTO domain_event (marketplace_id, id, type, subject, data, at)
  SELECT n.marketplace_id, 'evt_' || gen_random_uuid(), t.type, n.id, exception_facts(n), now()
  FROM fresh n JOIN stale o ON o.marketplace_id = n.marketplace_id AND o.id = n.id
  CROSS JOIN LATERAL (
    SELECT 'exception.' || CASE n.state WHEN 'open' THEN 'opened' ELSE n.state END AS type WHERE n.state <> o.state
    UNION ALL SELECT 'exception.assigned' WHERE n.assignee_id IS DISTINCT FROM o.assignee_id) t
  WHERE is_heard(n.marketplace_id);
  RETURN NULL;
END $$;
CREATE TRIGGER told_changed AFTER UPDATE ON recon_exception REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_exceptions();

CREATE FUNCTION tell_approval() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF is_heard(NEW.marketplace_id) THEN
    INSERT INTO domain_event (marketplace_id, id, type, subject, data, at) VALUES (NEW.marketplace_id, 'evt_' || gen_random_uuid(),
      'approval.' || CASE NEW.state WHEN 'pending' THEN 'requested' ELSE NEW.state END, NEW.id,
      jsonb_build_object('action', NEW.action, 'about', NEW.subject, 'requestedBy', NEW.requested_by, 'decidedBy', NEW.decided_by), now());
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER told_asked AFTER INSERT ON approval FOR EACH ROW EXECUTE FUNCTION tell_approval();
CREATE TRIGGER told_decided AFTER UPDATE OF state ON approval FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION tell_approval();

CREATE FUNCTION tell_intent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state IN ('confirmed', 'refused', 'mismatched') AND is_heard(NEW.marketplace_id) THEN
    INSERT INTO domain_event (marketplace_id, id, type, subject, data, at) VALUES (NEW.marketplace_id, 'evt_' || gen_random_uuid(),
      'act.' || NEW.state, NEW.id, jsonb_build_object('action', NEW.action, 'livemode', NEW.livemode, 'accountId', NEW.account_id,
      'objectId', NEW.object_id, 'amountMinor', NEW.payload ->> 'amountMinor', 'currency', NEW.payload ->> 'currency'), now());
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER told_verdict AFTER UPDATE OF state ON intent FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION tell_intent();
REVOKE EXECUTE ON FUNCTION is_heard, exception_facts, tell_new_exceptions, tell_changed_exceptions, tell_approval, tell_intent FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_heard, exception_facts TO counterfoil_app;
