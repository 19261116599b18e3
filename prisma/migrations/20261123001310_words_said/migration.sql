-- Filled from the log by a worker, so that what is said costs no more than before.
CREATE TABLE "said_line" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "said_line_pkey" PRIMARY KEY ("conversation_id","seq")
);

CREATE INDEX "said_line_words" ON "said_line" USING GIN ("words");

-- How far it has come: one row.
CREATE TABLE "said_mark" (
    "id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "said_mark_pkey" PRIMARY KEY ("id")
);

INSERT INTO "said_mark" ("id", "at") VALUES (1, '-infinity');
