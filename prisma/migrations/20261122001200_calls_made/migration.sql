-- AlterTable
ALTER TABLE "call" ADD COLUMN     "in_flight_at" TIMESTAMPTZ(3),
ADD COLUMN     "late_value" JSON,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "settled_at" TIMESTAMPTZ(3);

-- What Prisma's schema cannot say, from here on.

-- What may be asked of each target.
CREATE INDEX call_due_of_target ON call (target, due_at) WHERE state = 'pending';
-- What is on the wire: few at any time, among all that ever were.
CREATE INDEX call_in_flight ON call (leased_by) WHERE state = 'in_flight';
