-- AlterTable
ALTER TABLE "ai_question" ADD COLUMN     "sources" TEXT[] DEFAULT ARRAY[]::TEXT[];

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
