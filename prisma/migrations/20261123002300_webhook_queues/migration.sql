-- AlterTable
ALTER TABLE "webhook" ADD COLUMN     "queues" TEXT[] DEFAULT ARRAY[]::TEXT[];
