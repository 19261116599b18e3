-- AlterTable
ALTER TABLE "write_back" ADD COLUMN "event_unknown" BOOLEAN NOT NULL DEFAULT false;

-- What Prisma's schema cannot say, from here on.

-- A lane: the write-backs of a conversation that are not settled, in order. It finds those in
-- flight, too: few at a time.
CREATE INDEX write_back_lane ON write_back (conversation_id, seq, idx)
  WHERE state IN ('pending', 'in_flight');
DROP INDEX write_back_in_flight;
