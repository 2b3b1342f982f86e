-- Available against pending is proven as two lines of its own.
ALTER TABLE "balance_proof" ADD COLUMN     "provider_available_minor" BIGINT,
ADD COLUMN     "provider_pending_minor" BIGINT,
ADD COLUMN     "split_state" TEXT,
ADD COLUMN     "split_payouts" TEXT;

ALTER TABLE "balance_proof"
  ADD CONSTRAINT balance_proof_split_state CHECK (split_state IN ('proven', 'unproven', 'differs')),
  ADD CONSTRAINT balance_proof_split_payouts CHECK (split_payouts IN ('at_once', 'on_arrival')),
  ADD CONSTRAINT balance_proof_split_whole CHECK (split_state IS NULL
    OR (provider_available_minor + provider_pending_minor = provider_minor AND available_minor IS NOT NULL));
