-- The one clock. Everything that compares or stores a time reads it, so that the sandbox and tests
-- can try `after: 25h` in seconds. Whole milliseconds: what JavaScript reads back is what is stored.
CREATE FUNCTION parley_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN date_trunc('milliseconds', clock_timestamp())
       + (SELECT offset_ms FROM clock) * interval '1 millisecond';
END
$$;

-- CreateEnum
CREATE TYPE "owner" AS ENUM ('bot', 'queue', 'agent', 'nobody');

-- CreateEnum
CREATE TYPE "reply_state" AS ENUM ('pending', 'leased', 'in_flight', 'sent', 'ambiguous', 'failed', 'held', 'cancelled', 'expired');

-- CreateEnum
CREATE TYPE "write_back_state" AS ENUM ('pending', 'in_flight', 'sent', 'ambiguous', 'failed');

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'whatsapp',
    "owner" "owner" NOT NULL DEFAULT 'bot',
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "release_id" INTEGER,
    "engine" INTEGER NOT NULL DEFAULT 0,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "snapshot" JSON,
    "recipient_kind" TEXT NOT NULL,
    "recipient_value" TEXT NOT NULL,
    "last_event_at" TIMESTAMPTZ(3),
    "window_ends_at" TIMESTAMPTZ(3),
    "merged_into" UUID,
    "stuck_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "identity_pkey" PRIMARY KEY ("channel","kind","value")
);

-- CreateTable
CREATE TABLE "event" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "payload" JSON NOT NULL,
    "release_id" INTEGER,
    "engine" INTEGER NOT NULL,
    "arrival_id" UUID NOT NULL,
    "flags" TEXT[],
    "parked" TEXT,
    "raw" BYTEA,

    CONSTRAINT "event_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateTable
CREATE TABLE "dedupe" (
    "conversation_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "arrival_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dedupe_pkey" PRIMARY KEY ("conversation_id","key")
);

-- CreateTable
CREATE TABLE "reply" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "idx" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "sender" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "properties" JSON NOT NULL,
    "policy" TEXT NOT NULL,
    "survives_fence" BOOLEAN NOT NULL,
    "state" "reply_state" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "ambiguities" INTEGER NOT NULL DEFAULT 0,
    "leased_by" UUID,
    "delay_ms" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "in_flight_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "dispatch_id" TEXT,

    CONSTRAINT "reply_pkey" PRIMARY KEY ("conversation_id","seq","idx")
);

-- CreateTable
CREATE TABLE "timer" (
    "conversation_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "gen" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "timer_pkey" PRIMARY KEY ("conversation_id","id")
);

-- CreateTable
CREATE TABLE "call" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "idx" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "target" TEXT NOT NULL,
    "request" JSON NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leased_by" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_pkey" PRIMARY KEY ("conversation_id","seq","idx")
);

-- CreateTable
CREATE TABLE "write_back" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "idx" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "attributes" JSON,
    "event_name" TEXT,
    "event_properties" JSON,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" "write_back_state" NOT NULL DEFAULT 'pending',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leased_by" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "in_flight_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "write_back_pkey" PRIMARY KEY ("conversation_id","seq","idx")
);

-- CreateTable
CREATE TABLE "replica" (
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "engine" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "replica_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quarantine" (
    "id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "headers" JSON NOT NULL,
    "raw" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "files" JSON NOT NULL,
    "published_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_pointer" (
    "name" TEXT NOT NULL,
    "release_id" INTEGER NOT NULL,
    "moved_by" TEXT NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "release_pointer_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "handoff" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "queue" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_by" TEXT,
    "taken_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "handoff_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSON NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "identity_conversation_id_idx" ON "identity"("conversation_id");

-- CreateIndex
CREATE INDEX "dedupe_at_idx" ON "dedupe" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "timer_due_at_idx" ON "timer"("due_at");

-- CreateIndex
CREATE INDEX "quarantine_state_received_at_idx" ON "quarantine"("state", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "release_hash_key" ON "release"("hash");

-- What Prisma's schema cannot say, from here on.

INSERT INTO clock DEFAULT VALUES;
ALTER TABLE clock ADD CONSTRAINT clock_has_one_row CHECK (id);

-- Updated with each message: room on the page keeps the new version beside the old.
ALTER TABLE conversation SET (fillfactor = 60);
-- Each goes on the wire soon after it was written, and its neighbours on the page with it.
ALTER TABLE reply SET (fillfactor = 50);
ALTER TABLE timer SET (fillfactor = 70);
ALTER TABLE write_back SET (fillfactor = 80);

-- The indexes below name these columns in the state's place: a reply that goes on the wire then
-- changes nothing that is indexed. The order of the states is used: what is settled comes last.
ALTER TABLE reply ADD CONSTRAINT reply_state_and_columns_agree CHECK (
  (state < 'sent') = (settled_at IS NULL)
  AND (state = 'pending') = (leased_by IS NULL AND settled_at IS NULL));
-- A lane: the replies of a conversation that are not settled, in order.
CREATE INDEX reply_lane ON reply (conversation_id, seq, idx) WHERE settled_at IS NULL;
-- What any worker may take up.
CREATE INDEX reply_due ON reply (due_at) WHERE leased_by IS NULL AND settled_at IS NULL;
CREATE INDEX write_back_due ON write_back (due_at) WHERE state = 'pending';
CREATE INDEX write_back_in_flight ON write_back (in_flight_at) WHERE state = 'in_flight';
CREATE INDEX handoff_open ON handoff (queue, requested_at) WHERE ended_at IS NULL;
-- Parked events, for those who redrive them.
CREATE INDEX event_parked ON event (conversation_id, seq) WHERE parked IS NOT NULL;
