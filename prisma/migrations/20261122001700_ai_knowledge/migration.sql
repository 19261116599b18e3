-- AlterTable
ALTER TABLE "ai_question" ADD COLUMN     "cost_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "sources" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tool_calls" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ai_summary" (
    "conversation_id" UUID NOT NULL,
    "until_seq" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ai_summary_pkey" PRIMARY KEY ("conversation_id")
);

-- No index of words: a release has some hundred passages, and is found by the key.
CREATE TABLE "passage" (
    "release_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "config" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("release_id","id")
);
