-- AlterTable
ALTER TABLE "reply" ADD COLUMN     "carrier" TEXT NOT NULL DEFAULT 'campaign';

-- AlterTable
ALTER TABLE "call" ADD COLUMN     "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT parley_now(),
ADD COLUMN     "policy" TEXT NOT NULL DEFAULT 'once',
ADD COLUMN     "step" TEXT NOT NULL DEFAULT '';

-- What Prisma's schema cannot say, from here on.

-- What any worker may take up.
CREATE INDEX call_due ON call (due_at) WHERE state = 'pending';
