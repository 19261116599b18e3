-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'http',
    "url" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "events" TEXT[],
    "secret" TEXT NOT NULL,
    "previous_secret" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failing_since" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_notice" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "idx" INTEGER NOT NULL,
    "webhook_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSON NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_notice_pkey" PRIMARY KEY ("conversation_id","seq","idx","webhook_id")
);

-- CreateTable
CREATE TABLE "chatwoot_link" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "chatwoot_link_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateIndex
CREATE INDEX "webhook_notice_settled_at_idx" ON "webhook_notice" USING BRIN ("settled_at");

-- CreateIndex
CREATE UNIQUE INDEX "chatwoot_link_number_key" ON "chatwoot_link"("number");

-- What Prisma's schema cannot say, from here on.

-- What is to be sent to each, and what it waits behind.
CREATE INDEX webhook_notice_due ON webhook_notice (webhook_id, due_at) WHERE state = 'pending';
CREATE INDEX webhook_notice_lane ON webhook_notice (conversation_id, webhook_id, seq, idx)
  WHERE state = 'pending';
CREATE INDEX webhook_notice_dead ON webhook_notice (webhook_id, settled_at) WHERE state = 'dead';
