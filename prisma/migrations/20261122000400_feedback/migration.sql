-- CreateTable
CREATE TABLE "delivery" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "idx" INTEGER NOT NULL,
    "dispatch_id" TEXT,
    "message_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "code" TEXT,
    "reason" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("conversation_id","seq","idx")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
    "type" TEXT NOT NULL,
    "braze_id" TEXT,
    "dispatch_id" TEXT,
    "message_id" TEXT,
    "news" JSON,
    "raw" BYTEA,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "feedback_received_at_idx" ON "feedback" USING BRIN ("received_at");

-- What Prisma's schema cannot say, from here on.

-- Each is told of some three times: room on the page keeps the new version beside the old.
ALTER TABLE delivery SET (fillfactor = 80);
-- WhatsApp's id leads from what is told later to the reply; most of what the table holds has one.
CREATE INDEX delivery_message ON delivery (message_id) WHERE message_id IS NOT NULL;
-- What waits for the event that names its reply.
CREATE INDEX feedback_dispatch ON feedback (dispatch_id) WHERE news IS NOT NULL;
CREATE INDEX feedback_message ON feedback (message_id) WHERE news IS NOT NULL;
-- What an operator looks into, and what waits to be verified. It names columns that change only
-- when a reply is settled, and holds none of those that were simply sent.
CREATE INDEX reply_trouble ON reply (settled_at) WHERE settled_at IS NOT NULL AND reason IS NOT NULL;
-- Who was closed in favour of whom, for whoever is to be forgotten altogether.
CREATE INDEX conversation_merged ON conversation (merged_into) WHERE merged_into IS NOT NULL;
