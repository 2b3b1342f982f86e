-- Rules that a schema file cannot say: roles, row-level security, CHECKs, append-only triggers, doors.

-- The application's role: no superuser, no BYPASSRLS, owner of nothing. Its password is set by whoever runs the database.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'counterfoil_app') THEN
    CREATE ROLE counterfoil_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO counterfoil_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO counterfoil_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO counterfoil_app;
REVOKE ALL ON TABLE _prisma_migrations FROM counterfoil_app;

-- Second wall of tenancy: without the transaction's own setting nothing is visible and nothing can be written.
DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['membership', 'api_key', 'audit_entry', 'approval', 'intent', 'book_entry', 'book_link', 'caller_reference', 'fee_contract', 'book_import', 'recon_exception', 'exception_comment', 'recon_touch', 'recon_recheck', 'recon_run', 'ledger_posting', 'ledger_balance', 'posting_queue', 'daily_metric', 'balance_proof', 'provider_connection', 'provider_account', 'provider_object', 'balance_transaction', 'payout_item', 'provider_leg', 'quarantine', 'person_ref', 'inbox_event', 'sync_cursor', 'sync_run', 'heal_entry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;

-- Partitions can be named directly: the wall stands before each of them too.
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT inhrelid::regclass::text FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (marketplace_id = current_setting('counterfoil.marketplace', true))
      WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true))$p$, name);
  END LOOP;
END $$;

ALTER TABLE marketplace ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON marketplace USING (id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (id = current_setting('counterfoil.marketplace', true));

-- People are seen by the marketplaces they belong to.
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
CREATE POLICY member ON app_user USING (EXISTS (
  SELECT FROM membership WHERE membership.user_id = app_user.id
    AND membership.marketplace_id = current_setting('counterfoil.marketplace', true)))
  WITH CHECK (true);

-- Doors: the few questions asked before the tenant is known. Each answers one exact key, never a list to browse.
CREATE FUNCTION door_user(wanted_hash text)
  RETURNS TABLE (id text, email_enc text, name_enc text, password_hash text, session_version int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, email_enc, name_enc, password_hash, session_version FROM app_user WHERE email_hash = wanted_hash $$;
CREATE FUNCTION door_session(wanted_user text)
  RETURNS TABLE (marketplace_id text, role text, session_version int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.marketplace_id, m.role, u.session_version FROM membership m JOIN app_user u ON u.id = m.user_id
  WHERE m.user_id = wanted_user ORDER BY m.created_at, m.marketplace_id $$;
CREATE FUNCTION door_api_key(wanted_hash text) RETURNS TABLE (marketplace_id text, id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT marketplace_id, id FROM api_key WHERE secret_hash = wanted_hash AND revoked_at IS NULL $$;
-- Every marketplace that hears an account's events: the platform's own connection, or one that knows the connected account.
CREATE FUNCTION door_connections(wanted_provider text, wanted_livemode boolean, wanted_account text)
  RETURNS TABLE (marketplace_id text, account_id text, livemode boolean, webhook_secrets_enc text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.marketplace_id, c.account_id, c.livemode, c.webhook_secrets_enc FROM provider_connection c
  WHERE c.provider = wanted_provider AND c.livemode = wanted_livemode AND (wanted_account IS NULL OR c.account_id = wanted_account
    OR EXISTS (SELECT FROM provider_account a WHERE a.marketplace_id = c.marketplace_id AND a.provider = c.provider
      AND a.livemode = c.livemode AND a.account_id = wanted_account)) $$;
CREATE FUNCTION door_marketplaces() RETURNS TABLE (id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT id FROM marketplace ORDER BY id $$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO counterfoil_app;

-- What is written once stays: mistakes are corrected by saying the opposite.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION '% is append-only: reverse, never change', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_posting, audit_entry FROM counterfoil_app;

ALTER TABLE ledger_posting ADD CONSTRAINT positive CHECK (amount_minor > 0), ADD CONSTRAINT two_sides CHECK (debit <> credit);
ALTER TABLE balance_transaction ADD CONSTRAINT net_adds_up CHECK (net_minor = amount_minor - fee_minor);
ALTER TABLE book_entry ADD CONSTRAINT positive CHECK (amount_minor > 0);
ALTER TABLE provider_leg ADD CONSTRAINT not_negative CHECK (amount_minor >= 0);
ALTER TABLE recon_exception ADD CONSTRAINT positive CHECK (amount_minor > 0),
  ADD CONSTRAINT known_state CHECK (state IN ('open', 'waiting', 'resolved', 'closed'));
ALTER TABLE membership ADD CONSTRAINT known_role CHECK (role IN ('analyst', 'compliance', 'executive', 'admin'));
ALTER TABLE intent ADD CONSTRAINT known_state CHECK (state IN ('pending', 'sent', 'confirmed', 'refused'));
ALTER TABLE approval ADD CONSTRAINT known_state CHECK (state IN ('pending', 'approved', 'refused', 'expired')),
  ADD CONSTRAINT four_eyes CHECK (decided_by IS NULL OR decided_by <> requested_by),
  ADD CONSTRAINT decided_in_time CHECK (state <> 'approved' OR decided_at <= expires_at),
  ADD CONSTRAINT decision_complete CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL));
CREATE FUNCTION refuse_payload_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (NEW.payload, NEW.payload_hash, NEW.action, NEW.subject, NEW.requested_by) IS DISTINCT FROM
     (OLD.payload, OLD.payload_hash, OLD.action, OLD.subject, OLD.requested_by) THEN
    RAISE EXCEPTION 'an approval is bound to its payload' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state <> 'pending' THEN RAISE EXCEPTION 'this approval is decided' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bound_payload BEFORE UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_payload_change();

-- Queues and hot counters are rewritten all the time: keep their vacuum close behind.
ALTER TABLE posting_queue SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE recon_touch SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE inbox_event SET (autovacuum_vacuum_scale_factor = 0.05);
