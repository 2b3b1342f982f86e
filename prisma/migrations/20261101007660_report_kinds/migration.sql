-- The sellers' payouts and the ends of their periods are held against Stripe's own reports as well.
ALTER TABLE report_check DROP CONSTRAINT known_kind, ADD CONSTRAINT known_kind CHECK (kind IN ('activity', 'payout_items',
  'summary', 'connected_activity', 'connected_payout_items', 'connected_summary', 'dashboard'));
