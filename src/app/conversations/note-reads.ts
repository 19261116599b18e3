import type { AuditTrail } from '#app/ports/audit-trail.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { Caller } from '#core/access/caller.ts';

const HOUR_MS = 3_600_000;

/** More than a large team looks at within an hour; who is forgotten costs one look at the audit. */
const MOST_KNOWN = 20_000;

/**
 * Writes into the audit who looked at which conversation: a row for each person, conversation and
 * hour, however often a page or a machine asks.
 *
 * It is written behind the answer and keeps nobody waiting: what cannot be written is an incident.
 */
export class NoteReads {
  /** By reader and conversation, the oldest first: when it was last written here. */
  private readonly known = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly trail: Pick<AuditTrail, 'writeHourly'>,
    private readonly clock: Pick<Clock, 'monotonicMs'>,
    private readonly incidents: Pick<Incidents, 'failed'>,
  ) {}

  /** @param how as in `transcript`, `stream` */
  execute({ actor, id }: Pick<Caller, 'actor' | 'id'>, conversation: string, how: string): void {
    const subject = conversation.toLowerCase();
    const key = `${actor} ${subject}`;
    if (this.isKnown(key)) return;

    const entry = { actor, action: 'conversation.read', subject, details: { id, how } };
    const written = this.trail.writeHourly(entry).catch((failure: unknown) => {
      this.known.delete(key);
      this.incidents.failed('write down who read a conversation', failure);
    });
    this.underWay.add(written);
    void written.then(() => this.underWay.delete(written));
  }

  /** Resolves once all that was noted is written. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private isKnown(key: string): boolean {
    const nowMs = this.clock.monotonicMs();
    const writtenMs = this.known.get(key);
    if (writtenMs !== undefined && nowMs - writtenMs < HOUR_MS) return true;

    this.known.delete(key);
    this.known.set(key, nowMs);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return false;
  }
}
