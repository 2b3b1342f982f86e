-- AlterTable
ALTER TABLE "app_session" ADD COLUMN     "proved_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "second_factor" (
    "user_id" TEXT NOT NULL,
    "secret_enc" TEXT NOT NULL,
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(6),

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "user_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","code_hash")
);

-- Both belong to a person, not to a marketplace: the application reaches them through these functions alone.
ALTER TABLE second_factor ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON second_factor USING (false) WITH CHECK (false);
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON recovery_code USING (false) WITH CHECK (false);

-- A session begins with a proof.
UPDATE app_session SET proved_at = started_at;
CREATE OR REPLACE FUNCTION door_session_begin(session text, person text, place text, on_device text, at timestamptz, until timestamptz)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM app_session WHERE user_id = person AND coalesce(ended_at, ends_at) < at - interval '30 days';
  INSERT INTO app_session (id, user_id, marketplace_id, device, started_at, seen_at, ends_at, proved_at)
  SELECT session, person, place, on_device, at, at, until, at
  WHERE EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = place);
  RETURN FOUND;
END $$;

-- The proof that a session holds; null where it is none of this person's, or is over.
CREATE FUNCTION session_proof(session text, person text) RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.proved_at FROM app_session s WHERE s.id = session AND s.user_id = person AND s.ended_at IS NULL
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse()) $$;
CREATE FUNCTION session_prove(session text, person text, at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE app_session s SET proved_at = at WHERE s.id = session AND s.user_id = person AND s.ended_at IS NULL
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse());
  RETURN FOUND;
END $$;

-- At the sign-in, before a marketplace is known.
CREATE FUNCTION door_second_factor(person text) RETURNS TABLE (secret_enc text, last_step bigint, confirmed_at timestamptz, codes int)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.secret_enc, f.last_step, f.confirmed_at,
    (SELECT count(*)::int FROM recovery_code c WHERE c.user_id = person AND c.used_at IS NULL)
  FROM second_factor f WHERE f.user_id = person $$;
-- Of two who bring the same step the second finds it used.
CREATE FUNCTION door_factor_step(person text, step bigint) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE second_factor SET last_step = step WHERE user_id = person AND last_step < step;
  RETURN FOUND;
END $$;
CREATE FUNCTION door_recovery_code(person text, hash text, at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE recovery_code SET used_at = at WHERE user_id = person AND code_hash = hash AND used_at IS NULL;
  RETURN FOUND;
END $$;

-- Begun, it counts for nothing until a code of it was shown; one that counts is not begun anew.
CREATE FUNCTION second_factor_start(person text, sealed text, at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO second_factor AS f (user_id, secret_enc, started_at)
  SELECT person, sealed, at WHERE EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse())
  ON CONFLICT (user_id) DO UPDATE SET secret_enc = excluded.secret_enc, started_at = excluded.started_at, last_step = 0
    WHERE f.confirmed_at IS NULL;
  RETURN FOUND;
END $$;
CREATE FUNCTION second_factor_confirm(person text, at timestamptz, hashes jsonb) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE second_factor SET confirmed_at = at WHERE user_id = person AND confirmed_at IS NULL
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse());
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM recovery_code WHERE user_id = person;
  INSERT INTO recovery_code (user_id, code_hash) SELECT person, value FROM jsonb_array_elements_text(hashes);
  RETURN true;
END $$;
CREATE FUNCTION second_factor_remove(person text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse()) THEN RETURN false; END IF;
  DELETE FROM recovery_code WHERE user_id = person;
  DELETE FROM second_factor WHERE user_id = person;
  RETURN FOUND;
END $$;
CREATE FUNCTION second_factor_reseal(person text, before text, after text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE second_factor SET secret_enc = after WHERE user_id = person AND secret_enc = before
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = person AND m.marketplace_id = tenant_or_refuse());
  RETURN FOUND;
END $$;
-- Whether a person works in one marketplace only: then its administrators may take the factor away.
CREATE FUNCTION works_here_only(person text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(bool_and(m.marketplace_id = tenant_or_refuse()), false) FROM membership m WHERE m.user_id = person $$;
REVOKE EXECUTE ON FUNCTION session_proof, session_prove, door_second_factor, door_factor_step, door_recovery_code, second_factor_start,
  second_factor_confirm, second_factor_remove, second_factor_reseal, works_here_only FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_proof, session_prove, door_second_factor, door_factor_step, door_recovery_code, second_factor_start,
  second_factor_confirm, second_factor_remove, second_factor_reseal, works_here_only TO counterfoil_app;
