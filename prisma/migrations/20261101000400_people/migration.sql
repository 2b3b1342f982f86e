-- People, sign-in and sessions; approvals that are asked for once, decided once and used once.

-- CreateTable
CREATE TABLE "sign_in_count" (
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "blocked_until" TIMESTAMPTZ(6) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sign_in_count_pkey" PRIMARY KEY ("kind","key")
);

-- CreateIndex
CREATE INDEX "sign_in_count_last_at_idx" ON "sign_in_count"("last_at");

-- AlterTable
ALTER TABLE "approval" ADD COLUMN "used_at" TIMESTAMPTZ(6),
ADD COLUMN "used_for" TEXT;

-- Tries belong to no marketplace: the application counts through the doors below and reads none of it.
ALTER TABLE sign_in_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON sign_in_count USING (false) WITH CHECK (false);
REVOKE ALL ON sign_in_count FROM counterfoil_app;
ALTER TABLE sign_in_count ADD CONSTRAINT known_kind CHECK (kind IN ('account', 'client')),
  ADD CONSTRAINT not_negative CHECK (failures >= 0);

-- How long this key has to wait. A clock that was set back must not lock anyone out for longer than the longest wait.
CREATE FUNCTION sign_in_wait(kept sign_in_count, tried_at timestamptz, waits int[]) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN kept.blocked_until <= tried_at + make_interval(secs => (SELECT max(wait) FROM unnest(waits) wait))
    THEN greatest(0, ceil(extract(epoch FROM kept.blocked_until - tried_at)))::int ELSE 0 END $$;

-- Takes the row and holds it: of two tries at once the second sees what the first has counted.
CREATE FUNCTION sign_in_lock(wanted_kind text, wanted_key text, tried_at timestamptz, forget_seconds int) RETURNS sign_in_count
  LANGUAGE sql AS $$
  INSERT INTO sign_in_count AS c (kind, key, failures, blocked_until, last_at)
  VALUES (wanted_kind, wanted_key, 0, tried_at, tried_at)
  ON CONFLICT (kind, key) DO UPDATE SET
    failures = CASE WHEN c.last_at < tried_at - make_interval(secs => forget_seconds) THEN 0 ELSE c.failures END
  RETURNING c.* $$;

CREATE FUNCTION sign_in_charge(kept sign_in_count, tried_at timestamptz, waits int[]) RETURNS int LANGUAGE sql AS $$
  UPDATE sign_in_count SET failures = kept.failures + 1, last_at = tried_at,
    blocked_until = tried_at + make_interval(secs => waits[least(kept.failures + 1, cardinality(waits))])
  WHERE kind = kept.kind AND key = kept.key RETURNING failures $$;

-- Counts a try as failed before the password is looked at, so that a thousand tries at once are a thousand failures. Waiting
-- ones are not counted. The client's row always comes first: no two tries can wait for each other.
CREATE FUNCTION door_sign_in_try(account_key text, client_key text, tried_at timestamptz,
    account_waits int[], client_waits int[], account_forget int, client_forget int)
  RETURNS TABLE (wait_seconds int, account_failures int, client_failures int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE client sign_in_count; account sign_in_count;
BEGIN
  DELETE FROM sign_in_count d USING (SELECT o.kind, o.key FROM sign_in_count o
    WHERE o.last_at < tried_at - make_interval(secs => greatest(account_forget, client_forget))
    ORDER BY o.last_at LIMIT 10 FOR UPDATE SKIP LOCKED) old WHERE d.kind = old.kind AND d.key = old.key;
  client := sign_in_lock('client', client_key, tried_at, client_forget);
  wait_seconds := sign_in_wait(client, tried_at, client_waits);
  client_failures := client.failures;
  IF wait_seconds = 0 THEN
    account := sign_in_lock('account', account_key, tried_at, account_forget);
    wait_seconds := sign_in_wait(account, tried_at, account_waits);
    account_failures := account.failures;
    IF wait_seconds = 0 THEN
      client_failures := sign_in_charge(client, tried_at, client_waits);
      account_failures := sign_in_charge(account, tried_at, account_waits);
    END IF;
  END IF;
  RETURN NEXT;
END $$;

-- The right password: the account starts anew; the client gets back this one try and no more, or a client with one good
-- account could wash off its guesses at others.
CREATE FUNCTION door_sign_in_worked(account_key text, client_key text, tried_at timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE sign_in_count SET failures = greatest(failures - 1, 0), blocked_until = least(blocked_until, tried_at)
  WHERE kind = 'client' AND key = client_key;
  UPDATE sign_in_count SET failures = 0, blocked_until = tried_at WHERE kind = 'account' AND key = account_key $$;

-- A person is seen by the marketplaces they belong to, and what signs them in by nobody but the doors.
DROP POLICY member ON app_user;
CREATE POLICY member ON app_user USING (EXISTS (
  SELECT FROM membership WHERE membership.user_id = app_user.id
    AND membership.marketplace_id = current_setting('counterfoil.marketplace', true)))
  WITH CHECK (EXISTS (
  SELECT FROM membership WHERE membership.user_id = app_user.id
    AND membership.marketplace_id = current_setting('counterfoil.marketplace', true)));
REVOKE ALL ON app_user FROM counterfoil_app;
GRANT SELECT (id, email_enc, name_enc, created_at), UPDATE (email_enc, name_enc) ON app_user TO counterfoil_app;
-- A membership is made by join_marketplace alone: nobody draws a stranger in by an id.
REVOKE INSERT, UPDATE, TRUNCATE ON membership FROM counterfoil_app;
GRANT UPDATE (role) ON membership TO counterfoil_app;

CREATE FUNCTION tenant_or_refuse() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE tenant text := current_setting('counterfoil.marketplace', true);
BEGIN
  IF coalesce(tenant, '') = '' THEN RAISE EXCEPTION 'no marketplace is set' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN tenant;
END $$;

-- Adds a person to the transaction's own marketplace. Somebody who is known elsewhere keeps name and password.
CREATE FUNCTION join_marketplace(person text, person_email_hash text, person_email_enc text, person_name_enc text,
    person_password_hash text, wanted_role text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO app_user (id, email_hash, email_enc, name_enc, password_hash)
  VALUES (person, person_email_hash, person_email_enc, person_name_enc, person_password_hash) ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT FROM app_user u WHERE u.id = person AND u.email_hash = person_email_hash) THEN
    RAISE EXCEPTION 'this address belongs to somebody else' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO membership (marketplace_id, user_id, role) VALUES (tenant_or_refuse(), person, wanted_role) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- Every session of a person ends, wherever it was started. Only a marketplace they belong to may say so.
CREATE FUNCTION end_sessions(person text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE app_user u SET session_version = u.session_version + 1 WHERE u.id = person
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = u.id AND m.marketplace_id = tenant_or_refuse());
  RETURN FOUND;
END $$;

-- A changed role and a lost membership end sessions whoever writes them: no command can forget it.
CREATE FUNCTION end_sessions_of_member() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  UPDATE app_user SET session_version = session_version + 1 WHERE id = OLD.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER role_changed AFTER UPDATE OF role ON membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION end_sessions_of_member();
CREATE TRIGGER member_removed AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION end_sessions_of_member();

-- The doors say no more than they are asked for: no names and addresses at sign-in; which marketplaces a person may choose from.
DROP FUNCTION door_user(text);
CREATE FUNCTION door_user(wanted_hash text) RETURNS TABLE (id text, password_hash text, session_version int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, password_hash, session_version FROM app_user WHERE email_hash = wanted_hash $$;
DROP FUNCTION door_session(text);
CREATE FUNCTION door_session(wanted_user text)
  RETURNS TABLE (marketplace_id text, marketplace_name text, role text, session_version int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.marketplace_id, k.name, m.role, u.session_version FROM membership m JOIN app_user u ON u.id = m.user_id
  JOIN marketplace k ON k.id = m.marketplace_id WHERE m.user_id = wanted_user ORDER BY m.created_at, m.marketplace_id $$;

REVOKE EXECUTE ON FUNCTION sign_in_wait, sign_in_lock, sign_in_charge, tenant_or_refuse, end_sessions_of_member,
  door_sign_in_try, door_sign_in_worked, join_marketplace, end_sessions, door_user, door_session, refuse_change,
  refuse_payload_change FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION refuse_change, refuse_payload_change FROM counterfoil_app;
GRANT EXECUTE ON FUNCTION door_sign_in_try, door_sign_in_worked, join_marketplace, end_sessions, door_user, door_session
  TO counterfoil_app;

-- One open request for one act: two at once are one. Of those that were asked for twice before this rule, the oldest stays.
UPDATE approval a SET state = 'expired' WHERE state = 'pending' AND EXISTS (SELECT FROM approval b WHERE b.state = 'pending'
  AND b.marketplace_id = a.marketplace_id AND b.payload_hash = a.payload_hash AND (b.requested_at, b.id) < (a.requested_at, a.id));
CREATE UNIQUE INDEX approval_one_open ON approval (marketplace_id, payload_hash) WHERE state = 'pending';
-- One approval lets one act through.
CREATE UNIQUE INDEX intent_one_per_approval ON intent (marketplace_id, approval_id) WHERE approval_id IS NOT NULL;
ALTER TABLE approval ADD CONSTRAINT used_complete CHECK ((used_for IS NULL) = (used_at IS NULL)),
  ADD CONSTRAINT used_in_time CHECK (used_for IS NULL OR (state = 'approved' AND used_at <= expires_at));
REVOKE DELETE, TRUNCATE ON approval FROM counterfoil_app;

CREATE FUNCTION refuse_born_decided() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> 'pending' OR NEW.decided_by IS NOT NULL OR NEW.used_for IS NOT NULL THEN
    RAISE EXCEPTION 'an approval begins as a request' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER born_pending BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION refuse_born_decided();

CREATE OR REPLACE FUNCTION refuse_payload_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (NEW.marketplace_id, NEW.id, NEW.payload, NEW.payload_hash, NEW.action, NEW.subject, NEW.requested_by, NEW.requested_at, NEW.expires_at)
    IS DISTINCT FROM
     (OLD.marketplace_id, OLD.id, OLD.payload, OLD.payload_hash, OLD.action, OLD.subject, OLD.requested_by, OLD.requested_at, OLD.expires_at)
  THEN RAISE EXCEPTION 'an approval is bound to its payload' USING ERRCODE = 'check_violation'; END IF;
  IF OLD.state = 'approved' AND OLD.used_for IS NULL AND (NEW.state, NEW.decided_by, NEW.decided_at, NEW.decided_reason)
    IS NOT DISTINCT FROM (OLD.state, OLD.decided_by, OLD.decided_at, OLD.decided_reason) THEN RETURN NEW; END IF;
  IF OLD.state <> 'pending' THEN RAISE EXCEPTION 'this approval is decided' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.used_for IS NOT NULL THEN RAISE EXCEPTION 'an approval is decided before it is used' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION refuse_born_decided FROM PUBLIC;
