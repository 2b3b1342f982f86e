-- "EX-413" is what people say to each other.
CREATE INDEX "recon_exception_marketplace_id_number_idx" ON "recon_exception"("marketplace_id", "number");
