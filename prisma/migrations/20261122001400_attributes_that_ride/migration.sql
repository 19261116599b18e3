-- AlterTable
ALTER TABLE "reply" ADD COLUMN     "attributes" JSON;

-- AlterTable
ALTER TABLE "write_back" ADD COLUMN     "rides_with" INTEGER;
