import type { Pause } from '#app/ports/pace-board.ts';
import { SendingSwitch } from '#app/ports/sending-switch.ts';

import { translated } from '../postgres-errors.ts';
import type { PrismaClient } from '../prisma.ts';

const SUBJECT = 'sending';

/** The switch as a row that every replica reads; each use of it is audited in the same transaction. */
export class PostgresSendingSwitch extends SendingSwitch {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async pause(by: string, reason: string): Promise<boolean> {
    const data = { pausedBy: by, reason };
    return this.prisma
      .$transaction(async (tx) => {
        const { count } = await tx.pause.createMany({ data: [data], skipDuplicates: true });
        if (count === 0) return false;
        const details = { reason };
        await tx.audit.create({
          data: { actor: by, action: 'sending.pause', subject: SUBJECT, details },
        });
        return true;
      })
      .catch(refuse);
  }

  override async resume(by: string): Promise<boolean> {
    return this.prisma
      .$transaction(async (tx) => {
        const pause = await tx.pause.findFirst();
        const { count } = await tx.pause.deleteMany();
        if (pause === null || count === 0) return false;
        const details = { pausedBy: pause.pausedBy, pausedAt: pause.pausedAt };
        await tx.audit.create({
          data: { actor: by, action: 'sending.resume', subject: SUBJECT, details },
        });
        return true;
      })
      .catch(refuse);
  }

  override async current(): Promise<Pause | undefined> {
    const pause = await this.prisma.pause.findFirst().catch(refuse);
    return pause === null
      ? undefined
      : { by: pause.pausedBy, reason: pause.reason, at: pause.pausedAt };
  }
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
