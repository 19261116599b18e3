-- AlterTable
ALTER TABLE "event" ADD COLUMN     "chat" TEXT;

-- AlterTable
ALTER TABLE "handoff" ADD COLUMN     "csat" REAL,
ADD COLUMN     "promised" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "transfers" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "chat" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_how" TEXT,
    "flow" TEXT NOT NULL,
    "people" BOOLEAN NOT NULL DEFAULT false,
    "csat" REAL,

    CONSTRAINT "chat_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateTable
CREATE TABLE "chat_tally" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
    "conversation" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    "seq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "chat_tally_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chat_began_at_idx" ON "chat"("began_at");

-- CreateIndex
CREATE INDEX "handoff_requested_at_idx" ON "handoff"("requested_at");

-- What Prisma's schema cannot say, from here on.

-- Marks in the order in which they are read, and a handful of messages has one.
CREATE INDEX event_chat ON event (at, conversation_id, seq) WHERE chat IS NOT NULL;
INSERT INTO chat_tally DEFAULT VALUES;
ALTER TABLE chat_tally ADD CONSTRAINT chat_tally_is_one_row CHECK (id);
-- What was broken before anybody wrote down that it had been promised.
UPDATE handoff SET promised = true WHERE cardinality(breached) > 0;
