-- What was worked off leaves the index: it stays as small as what waits, however many events there ever were.
DROP INDEX "inbox_event_state_received_at_idx";
DROP INDEX "inbox_event_marketplace_id_state_received_at_idx";
CREATE INDEX inbox_event_waiting ON inbox_event (marketplace_id, state, received_at) WHERE state <> 'done';

-- An event of a few thousand bytes stays in its row as it came: squeezing it costs more than storing it.
ALTER TABLE inbox_event SET (toast_tuple_target = 8160);
