-- People are invited by a link, and change their own password; both through doors, as everything that signs people in.
-- CreateTable
CREATE TABLE "invitation" (
    "marketplace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email_hash" TEXT NOT NULL,
    "email_enc" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL,
    "invited_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_by" TEXT,
    "accepted_at" TIMESTAMPTZ(6),
    "withdrawn_at" TIMESTAMPTZ(6),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("marketplace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_marketplace_id_invited_at_idx" ON "invitation"("marketplace_id", "invited_at");

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON invitation USING (marketplace_id = current_setting('counterfoil.marketplace', true))
  WITH CHECK (marketplace_id = current_setting('counterfoil.marketplace', true));
GRANT SELECT, INSERT, DELETE ON invitation TO counterfoil_app;
GRANT UPDATE (accepted_by, accepted_at, withdrawn_at, email_enc) ON invitation TO counterfoil_app;
ALTER TABLE invitation ADD CONSTRAINT accepted_whole CHECK ((accepted_by IS NULL) = (accepted_at IS NULL)),
  ADD CONSTRAINT one_end CHECK (accepted_at IS NULL OR withdrawn_at IS NULL);

-- Whoever has the link in hand learns where it leads, and nothing else of the marketplace.
CREATE FUNCTION door_invitation(wanted_hash text)
  RETURNS TABLE (marketplace_id text, marketplace_name text, id text, email_hash text, email_enc text, role text,
    expires_at timestamptz, accepted_at timestamptz, withdrawn_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.marketplace_id, m.name, i.id, i.email_hash, i.email_enc, i.role, i.expires_at, i.accepted_at, i.withdrawn_at
  FROM invitation i JOIN marketplace m ON m.id = i.marketplace_id WHERE i.token_hash = wanted_hash $$;

-- The hash of a member's own password, to be held against what they type; and another one in its place, which ends every session.
CREATE FUNCTION password_of(person text) RETURNS TABLE (password_hash text, email_hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.password_hash, u.email_hash FROM app_user u WHERE u.id = person
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = u.id AND m.marketplace_id = tenant_or_refuse()) $$;
CREATE FUNCTION set_password(person text, new_hash text) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE version int;
BEGIN
  UPDATE app_user u SET password_hash = new_hash, session_version = u.session_version + 1 WHERE u.id = person
    AND EXISTS (SELECT FROM membership m WHERE m.user_id = u.id AND m.marketplace_id = tenant_or_refuse())
    RETURNING u.session_version INTO version;
  RETURN version;
END $$;
REVOKE EXECUTE ON FUNCTION door_invitation, password_of, set_password FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_invitation, password_of, set_password TO counterfoil_app;
