-- A table of millions takes a second to be looked at, and a few thousand new rows change nothing about it. So a large one is
-- analysed when it has grown by a tenth since its pages were last counted (its size is known at once, unlike the counters
-- that autovacuum goes by). A small one always, and so are the queues, which empty and fill without growing.
CREATE OR REPLACE FUNCTION refresh_statistics(wanted text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text; pages bigint; known bigint; unseen boolean;
BEGIN
  FOREACH name IN ARRAY wanted LOOP
    IF name NOT IN ('balance_transaction', 'provider_object', 'provider_leg', 'payout_item', 'posting_queue', 'book_entry',
        'book_link', 'ledger_posting', 'recon_touch', 'recon_recheck', 'recon_exception', 'person_ref', 'inbox_event') THEN
      RAISE EXCEPTION 'no statistics for %', name USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT sum(pg_relation_size(c.oid)) / current_setting('block_size')::int, sum(c.relpages), bool_or(c.reltuples < 0)
      INTO pages, known, unseen
      FROM pg_class c WHERE c.oid = name::regclass AND c.relkind = 'r'
        OR c.oid IN (SELECT relid FROM pg_partition_tree(name::regclass) WHERE isleaf);
    IF unseen OR pages < 2000 OR pages > known * 1.1 OR name IN ('posting_queue', 'recon_touch', 'recon_recheck') THEN
      EXECUTE format('ANALYZE %I', name);
    END IF;
  END LOOP;
END $$;
