-- AlterTable
ALTER TABLE "reply" ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "budget" (
    "name" TEXT NOT NULL,
    "window_start_ms" BIGINT NOT NULL DEFAULT 0,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "others" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "closed_endpoint" (
    "name" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "closed_endpoint_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "pause" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "paused_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "paused_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "pause_pkey" PRIMARY KEY ("id")
);

-- What Prisma's schema cannot say, from here on.

INSERT INTO budget (name) VALUES ('sends'), ('number'), ('ceiling');
-- Few rows, written often: room on the page keeps the new version beside the old.
ALTER TABLE budget SET (fillfactor = 10);
ALTER TABLE pause ADD CONSTRAINT pause_has_one_row CHECK (id);
-- What any worker may take up, those who come first before the others.
CREATE INDEX reply_due_by_priority ON reply (priority, due_at)
  WHERE leased_by IS NULL AND settled_at IS NULL;
