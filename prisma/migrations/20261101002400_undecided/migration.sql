-- AlterTable
ALTER TABLE "match_check" ADD COLUMN     "undecided" JSONB NOT NULL DEFAULT '[]';
