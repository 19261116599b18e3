-- What customers send is kept here, for Braze lets go of it after seven days, and what agents send
-- lies here until Braze has fetched it. Whom nobody answers any more stands in a list.
-- CreateTable
CREATE TABLE "media" (
    "conversation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "seq" INTEGER,
    "idx" INTEGER NOT NULL DEFAULT 0,
    "url" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
    "reason" TEXT,
    "type" TEXT,
    "size" INTEGER,
    "name" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT,
    "key" BYTEA,

    CONSTRAINT "media_pkey" PRIMARY KEY ("conversation_id","id")
);

-- CreateTable
CREATE TABLE "media_part" (
    "conversation_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "media_part_pkey" PRIMARY KEY ("conversation_id","media_id","part")
);

-- CreateTable
CREATE TABLE "block" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "block_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateIndex
CREATE INDEX "media_conversation_id_seq_idx" ON "media"("conversation_id", "seq");

-- What Prisma's schema cannot say, from here on.

-- What is to be fetched, and what is to be forgotten.
CREATE INDEX media_due ON media (due_at) WHERE state = 'pending';
CREATE INDEX media_kept ON media (at) WHERE state = 'kept';
-- Of those who wait to be forgotten: an address that leads to what somebody sent is theirs, too.
CREATE INDEX media_failed ON media (at) WHERE state = 'failed';

-- Pictures and voices are compressed already.
ALTER TABLE media_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
