-- A session is a row of its own: listed, ended one by one, and over at the latest a week after it began. And an API key says when it was last used.
CREATE TABLE "app_session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "app_session_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "app_session_user_id_seen_at_idx" ON "app_session"("user_id", "seen_at");
ALTER TABLE "api_key" ADD COLUMN "created_by" TEXT, ADD COLUMN "last_used_at" TIMESTAMPTZ(6), ADD COLUMN "revoked_by" TEXT;

-- Sessions belong to a person, not to a marketplace: the application reaches them through these functions alone.
ALTER TABLE app_session ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON app_session USING (false) WITH CHECK (false);
ALTER TABLE app_session ADD CONSTRAINT device_short CHECK (char_length(device) <= 80),
  ADD CONSTRAINT ends_later CHECK (ends_at > started_at);

CREATE FUNCTION door_session_begin(session text, person text, place text, on_device text, at timestamptz, until timestamptz)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM app_session WHERE user_id = person AND coalesce(ended_at, ends_at) < at - interval '30 days';
  INSERT INTO app_session (id, user_id, marketplace_id, device, started_at, seen_at, ends_at)
  SELECT session, person, place, on_device, at, at, until
  WHERE EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = place);
  RETURN FOUND;
END $$;

-- Whether the session is still one; noted once a minute.
CREATE FUNCTION door_session_seen(session text, person text, at timestamptz, idle interval)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE last timestamptz;
BEGIN
  SELECT seen_at INTO last FROM app_session
    WHERE id = session AND user_id = person AND ended_at IS NULL AND ends_at > at AND seen_at > at - idle;
  IF NOT FOUND THEN RETURN false; END IF;
  IF last < at - interval '1 minute' THEN
    UPDATE app_session SET seen_at = at WHERE id = session AND ended_at IS NULL AND seen_at = last;
  END IF;
  RETURN true;
END $$;

CREATE FUNCTION session_moved(session text, person text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE app_session s SET marketplace_id = tenant_or_refuse() WHERE s.id = session AND s.user_id = person AND s.ended_at IS NULL
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse());
  RETURN FOUND;
END $$;

CREATE FUNCTION sessions_of(person text, at timestamptz, idle interval)
  RETURNS TABLE (id text, device text, started_at timestamptz, seen_at timestamptz, ends_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.device, s.started_at, s.seen_at, s.ends_at FROM app_session s
  WHERE s.user_id = person AND s.ended_at IS NULL AND s.ends_at > at AND s.seen_at > at - idle
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse())
  ORDER BY s.seen_at DESC, s.id LIMIT 100 $$;

-- One of a person's sessions, or all but the one they sit in.
CREATE FUNCTION end_session(person text, session text, at timestamptz) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended int;
BEGIN
  UPDATE app_session s SET ended_at = at WHERE s.user_id = person AND s.id = session AND s.ended_at IS NULL
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse());
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
CREATE FUNCTION end_other_sessions(person text, kept text, at timestamptz) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended int;
BEGIN
  UPDATE app_session s SET ended_at = at WHERE s.user_id = person AND s.id <> kept AND s.ended_at IS NULL
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse());
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- What ends every session of a person (a new password, a changed role, a sign-out everywhere) ends their rows too.
CREATE FUNCTION end_rows_of_person() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  UPDATE app_session SET ended_at = now() WHERE user_id = NEW.id AND ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER sessions_ended AFTER UPDATE OF session_version ON app_user FOR EACH ROW
  WHEN (OLD.session_version IS DISTINCT FROM NEW.session_version) EXECUTE FUNCTION end_rows_of_person();

-- An API key that opens the door is noted once an hour.
CREATE OR REPLACE FUNCTION door_api_key(wanted_hash text) RETURNS TABLE (marketplace_id text, id text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE api_key k SET last_used_at = now() WHERE k.secret_hash = wanted_hash AND k.revoked_at IS NULL
    AND (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 hour');
  RETURN QUERY SELECT k.marketplace_id, k.id FROM api_key k WHERE k.secret_hash = wanted_hash AND k.revoked_at IS NULL;
END $$;

REVOKE EXECUTE ON FUNCTION door_session_begin, door_session_seen, session_moved, sessions_of, end_session, end_other_sessions,
  end_rows_of_person, door_api_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_session_begin, door_session_seen, session_moved, sessions_of, end_session, end_other_sessions,
  door_api_key TO counterfoil_app;
