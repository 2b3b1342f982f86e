-- Old counts go after the own ones are held, and only those that nobody holds: two tries at once cannot wait for each other.
CREATE OR REPLACE FUNCTION door_sign_in_try(account_key text, client_key text, tried_at timestamptz,
    account_waits int[], client_waits int[], account_forget int, client_forget int)
  RETURNS TABLE (wait_seconds int, account_failures int, client_failures int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE client sign_in_count; account sign_in_count;
BEGIN
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
  DELETE FROM sign_in_count d USING (SELECT o.kind, o.key FROM sign_in_count o
    WHERE o.last_at < tried_at - make_interval(secs => greatest(account_forget, client_forget))
      AND (o.kind, o.key) NOT IN (('client', client_key), ('account', account_key))
    ORDER BY o.last_at LIMIT 10 FOR UPDATE SKIP LOCKED) old WHERE d.kind = old.kind AND d.key = old.key;
  RETURN NEXT;
END $$;
