-- CreateIndex
CREATE INDEX "recon_exception_marketplace_id_state_closed_at_id_idx" ON "recon_exception"("marketplace_id", "state", "closed_at", "id");
