-- A seller's few exceptions, or one found by the id that a person has at hand, among a million.
CREATE INDEX "recon_exception_marketplace_id_seller_id_idx" ON "recon_exception"("marketplace_id", "seller_id");
CREATE INDEX "recon_exception_marketplace_id_account_id_idx" ON "recon_exception"("marketplace_id", "account_id");
CREATE INDEX "recon_exception_marketplace_id_object_id_idx" ON "recon_exception"("marketplace_id", "object_id");
