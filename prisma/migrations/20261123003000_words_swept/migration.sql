-- What commits late is looked for once a minute, in place of at each reading.
ALTER TABLE "said_mark" ADD COLUMN "swept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '-infinity';
ALTER TABLE "said_mark" ALTER COLUMN "swept_at" DROP DEFAULT;
