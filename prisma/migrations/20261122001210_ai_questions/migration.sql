-- CreateTable
CREATE TABLE "ai_question" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "prompt_hash" TEXT NOT NULL,
    "tokens_in" INTEGER NOT NULL,
    "tokens_out" INTEGER NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "ai_question_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ai_question_at_idx" ON "ai_question"("at");

-- CreateIndex
CREATE INDEX "ai_question_conversation_id_at_idx" ON "ai_question"("conversation_id", "at");
