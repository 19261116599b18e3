-- What was said in a long chat before what a model is shown of it, in short.
CREATE TABLE "ai_summary" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ai_summary_pkey" PRIMARY KEY ("conversation_id")
);
