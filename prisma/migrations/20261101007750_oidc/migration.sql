-- CreateTable
CREATE TABLE "oidc_identity" (
    "identity_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "oidc_identity_pkey" PRIMARY KEY ("identity_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "oidc_identity_user_id_key" ON "oidc_identity"("user_id");

-- Of a person, not of a marketplace: reached through these functions alone.
ALTER TABLE oidc_identity ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON oidc_identity USING (false) WITH CHECK (false);
CREATE FUNCTION door_oidc_user(identity text) RETURNS TABLE (user_id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.user_id FROM oidc_identity o WHERE o.identity_hash = identity $$;
-- A person is linked once: whoever comes under the same address as somebody else at the provider is not they.
CREATE FUNCTION door_oidc_link(identity text, person text, at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO oidc_identity (identity_hash, user_id, linked_at)
  SELECT identity, person, at WHERE EXISTS (SELECT FROM app_user u WHERE u.id = person) ON CONFLICT DO NOTHING;
  RETURN EXISTS (SELECT FROM oidc_identity o WHERE o.identity_hash = identity AND o.user_id = person);
END $$;
-- Whether nobody else at the provider is this person.
CREATE FUNCTION door_oidc_free(identity text, person text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM oidc_identity o WHERE o.user_id = person AND o.identity_hash <> identity) $$;
REVOKE EXECUTE ON FUNCTION door_oidc_user, door_oidc_link, door_oidc_free FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_oidc_user, door_oidc_link, door_oidc_free TO counterfoil_app;
