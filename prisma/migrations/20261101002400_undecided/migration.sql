-- AlterTable
ALTER TABLE "match_check" ADD COLUMN     "undecided" JSONB NOT NULL DEFAULT '[]';

-- What the last run abstained from was not kept: the next one looks again.
UPDATE "match_check" SET "input_digest" = '';
