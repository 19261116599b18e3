-- AlterTable
ALTER TABLE "handoff" ADD COLUMN     "answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "breached" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "ended_by" TEXT,
ADD COLUMN     "ended_how" TEXT,
ADD COLUMN     "lets_go_at" TIMESTAMPTZ(3),
ADD COLUMN     "locale" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "offer_expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "offered_to" TEXT,
ADD COLUMN     "passed" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "sla_clock" TEXT,
ADD COLUMN     "sla_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "sla_fresh" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'waiting',
ADD COLUMN     "step" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "topic" TEXT,
ADD COLUMN     "unanswered_at" TIMESTAMPTZ(3),
ADD COLUMN     "unread" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "wrap_up_code" TEXT;

-- CreateTable
CREATE TABLE "agent" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "presence" TEXT NOT NULL DEFAULT 'offline',
    "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
    "capacity" INTEGER,
    "queues" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "agent_id" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("agent_id","conversation_id")
);

-- CreateTable
CREATE TABLE "offer_turn" (
    "id" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "offer_turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue_override" (
    "queue" TEXT NOT NULL,
    "settings" JSON NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "queue_override_pkey" PRIMARY KEY ("queue")
);

-- CreateTable
CREATE TABLE "note" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateIndex
CREATE INDEX "reservation_conversation_id_idx" ON "reservation"("conversation_id");

-- What Prisma's schema cannot say, from here on.

-- Whom an agent has by now, from before there were states.
UPDATE handoff SET state = 'held' WHERE taken_by IS NOT NULL AND ended_at IS NULL;
UPDATE handoff SET rank = 0 WHERE priority = 'high';
-- A conversation stands in one list: of several open rows of one, the newest is the one that counts.
UPDATE handoff h SET ended_at = parley_now(), ended_how = 'returned'
WHERE h.ended_at IS NULL AND EXISTS (
  SELECT FROM handoff n
  WHERE n.conversation_id = h.conversation_id AND n.ended_at IS NULL AND n.seq > h.seq);
CREATE UNIQUE INDEX handoff_one_open ON handoff (conversation_id) WHERE ended_at IS NULL;
-- The line of a queue, and of all.
CREATE INDEX handoff_line ON handoff (queue, rank, requested_at, conversation_id)
  WHERE ended_at IS NULL;
CREATE INDEX handoff_everywhere ON handoff (rank, requested_at, conversation_id)
  WHERE ended_at IS NULL;
-- What an agent has, and is asked about.
CREATE INDEX handoff_of_agent ON handoff ((coalesce(taken_by, offered_to)), requested_at, conversation_id)
  WHERE ended_at IS NULL AND coalesce(taken_by, offered_to) IS NOT NULL;
-- What may break a promise next, and what has to be worked out first.
CREATE INDEX handoff_sla_due ON handoff (sla_due_at) WHERE ended_at IS NULL AND sla_due_at IS NOT NULL;
CREATE INDEX handoff_sla_stale ON handoff (requested_at) WHERE ended_at IS NULL AND NOT sla_fresh;
INSERT INTO offer_turn DEFAULT VALUES;
ALTER TABLE offer_turn ADD CONSTRAINT offer_turn_is_one_row CHECK (id);
