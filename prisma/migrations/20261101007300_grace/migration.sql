-- What two people let go out can be called back for a moment, as long as nothing was sent.
ALTER TABLE intent DROP CONSTRAINT known_state,
  ADD CONSTRAINT known_state CHECK (state IN ('pending', 'sent', 'confirmed', 'refused', 'mismatched', 'withdrawn')),
  ADD CONSTRAINT withdrawn_unsent CHECK (state <> 'withdrawn' OR (first_sent_at IS NULL AND object_id IS NULL));
