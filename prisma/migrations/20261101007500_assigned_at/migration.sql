-- When somebody was given it: by this and by what each has open, work is handed out in turn or by load.
ALTER TABLE "recon_exception" ADD COLUMN "assigned_at" TIMESTAMPTZ(6);
CREATE INDEX recon_exception_assigned ON recon_exception (marketplace_id, assignee_id, assigned_at) WHERE assignee_id IS NOT NULL;
