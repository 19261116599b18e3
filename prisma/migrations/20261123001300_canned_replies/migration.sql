-- CreateTable
CREATE TABLE "canned_reply" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),

    CONSTRAINT "canned_reply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "canned_reply_owner_key_locale_key" ON "canned_reply"("owner", "key", "locale");
