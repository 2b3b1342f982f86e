-- The application may change nothing of a bank's line but its sealed words. What stands in clear and may be a person's is
-- taken out by this function alone: it can only hide a reference, of one line, whose words nobody changed meanwhile.
CREATE FUNCTION hide_references(marketplace text, line text, was text, becomes text, keep boolean[]) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed int;
BEGIN
  IF marketplace IS DISTINCT FROM current_setting('counterfoil.marketplace', true) THEN
    RAISE EXCEPTION 'a line of another marketplace' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE bank_line SET text_enc = becomes,
    end_to_end_id = CASE WHEN keep[1] THEN end_to_end_id END,
    bank_reference = CASE WHEN keep[2] THEN bank_reference END,
    transaction_id = CASE WHEN keep[3] THEN transaction_id END
  WHERE marketplace_id = marketplace AND id = line AND text_enc IS NOT DISTINCT FROM was;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed > 0;
END $$;
REVOKE EXECUTE ON FUNCTION hide_references FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hide_references TO counterfoil_app;
