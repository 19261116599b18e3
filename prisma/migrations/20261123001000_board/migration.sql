-- AlterTable
ALTER TABLE "agent" ADD COLUMN     "assigned_queues" TEXT[];

-- What Prisma's schema cannot say, from here on.

-- How long those waited whom somebody has reached of late: by when that was.
CREATE INDEX handoff_reached ON handoff ((least(taken_at, answered_at)))
  WHERE least(taken_at, answered_at) IS NOT NULL;
