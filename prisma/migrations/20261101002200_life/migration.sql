-- CreateIndex
CREATE INDEX "book_entry_marketplace_id_reference_idx" ON "book_entry"("marketplace_id", "reference");

-- CreateIndex
CREATE INDEX "payout_part_marketplace_id_row_key_idx" ON "payout_part"("marketplace_id", "row_key");
