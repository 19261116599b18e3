import { accusedOf } from '#core/delivery/accused.ts';
import { type Outcome, outcomeOf } from '#core/delivery/outcome.ts';
import type { TrackPlan } from '#core/delivery/track-plan.ts';
import { trackPlansOf } from '#core/delivery/track-plan.ts';

import type { Endpoint } from '../deliver-replies/endpoint.ts';
import type { BrazeProfiles } from '../ports/braze-profiles.ts';
import type { ClaimedWriteBack } from '../ports/write-back-outbox.ts';

export type Tracked = ReadonlyMap<ClaimedWriteBack, Outcome>;

/** Writes to profiles and says of each write-back what became of it. */
export class TrackProfiles {
  constructor(
    private readonly braze: BrazeProfiles,
    private readonly endpoint: Endpoint,
  ) {}

  /**
   * One call where all goes well. What is refused without a name is looked for in halves, so
   * that one bad write-back costs nobody else theirs.
   */
  async execute(plan: TrackPlan<ClaimedWriteBack>): Promise<Tracked> {
    const rows = rowsOf(plan);
    this.endpoint.call();
    const outcome = await this.braze.track(plan).then((answer) => {
      this.endpoint.hear(answer);
      return outcomeOf(answer);
    }, notSent);
    this.endpoint.learn(outcome);
    if (outcome.kind !== 'accepted' && outcome.kind !== 'refused') return all(rows, outcome);

    const accused = accusedRows(plan, outcome);
    if (outcome.kind === 'accepted') {
      const flagged = accused.size > 0 ? { ...outcome, faults: [] } : outcome;
      return new Map([...all(rows, flagged), ...accused]);
    }
    if (rows.length === 1) return all(rows, outcome);
    if (accused.size > 0) return this.without(rows, accused);
    return this.halves(rows, outcome);
  }

  private async without(rows: readonly ClaimedWriteBack[], accused: Tracked): Promise<Tracked> {
    const others = rows.filter((row) => !accused.has(row));
    return new Map([...accused, ...(await this.further(others))]);
  }

  /** Conversations stay whole: their attributes are one object. */
  private async halves(rows: readonly ClaimedWriteBack[], refusal: Outcome): Promise<Tracked> {
    const ids = [...new Set(rows.map(({ conversationId }) => conversationId))];
    if (ids.length === 1) return all(rows, refusal);

    const first = new Set(ids.slice(0, Math.ceil(ids.length / 2)));
    const isFirst = (row: ClaimedWriteBack): boolean => first.has(row.conversationId);
    const one = await this.further(rows.filter(isFirst));
    return new Map([...one, ...(await this.further(rows.filter((row) => !isFirst(row))))]);
  }

  private async further(rows: readonly ClaimedWriteBack[]): Promise<Tracked> {
    const tracked = new Map<ClaimedWriteBack, Outcome>();
    for (const plan of trackPlansOf(rows)) {
      const part =
        this.endpoint.closedForMs === 0
          ? await this.execute(plan)
          : all(rowsOf(plan), { kind: 'not-sent', reason: 'Braze took no more calls' });
      for (const [row, outcome] of part) tracked.set(row, outcome);
    }
    return tracked;
  }
}

function rowsOf({ attributes, events }: TrackPlan<ClaimedWriteBack>): readonly ClaimedWriteBack[] {
  return [...new Set([...attributes, ...events].flatMap(({ rows }) => rows))];
}

function all(rows: readonly ClaimedWriteBack[], outcome: Outcome): Tracked {
  return new Map(rows.map((row) => [row, outcome]));
}

/** Those whom the errors name, by the array and the place in it. */
function accusedRows(
  { attributes, events }: TrackPlan<ClaimedWriteBack>,
  { faults }: Extract<Outcome, { kind: 'accepted' | 'refused' }>,
): Tracked {
  const accused = new Map<ClaimedWriteBack, Outcome>();
  for (const [name, objects] of Object.entries({ attributes, events })) {
    const own = faults.filter(({ inputArray }) => inputArray === name);
    for (const [place, outcome] of accusedOf(own, name, objects.length)) {
      for (const row of objects[place]?.rows ?? []) accused.set(row, outcome);
    }
  }
  return accused;
}

/** The port fails before anything leaves, or not at all. */
function notSent(failure: unknown): Outcome {
  return { kind: 'not-sent', reason: failure instanceof Error ? failure.message : 'unknown' };
}
