-- AlterTable
ALTER TABLE "ai_question" ADD COLUMN     "cost_millionths" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tool_calls" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ai_tool_call" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "idx" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "nth" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "ai_tool_call_pkey" PRIMARY KEY ("conversation_id","seq","idx","attempt","nth")
);

-- CreateIndex
CREATE INDEX "ai_tool_call_at_idx" ON "ai_tool_call"("at");
