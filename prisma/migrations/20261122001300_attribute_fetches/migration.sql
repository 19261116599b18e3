-- Attributes that slots name and a webhook did not bring are looked for on the profile, in the
-- background: a row while that is to be done.
CREATE TABLE "attribute_fetch" (
    "conversation_id" UUID NOT NULL,
    "attributes" TEXT[],
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attribute_fetch_pkey" PRIMARY KEY ("conversation_id")
);

CREATE INDEX "attribute_fetch_due_at_idx" ON "attribute_fetch"("due_at");
