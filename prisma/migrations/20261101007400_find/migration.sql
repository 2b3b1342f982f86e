-- A payout is found by its amount: few of the objects are payouts.
CREATE INDEX provider_object_payout_amount ON provider_object (marketplace_id, amount_minor, created) WHERE object_type = 'payout';
