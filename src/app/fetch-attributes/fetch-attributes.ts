import { UnknownConversation } from '#app/accept-events/accept-errors.ts';
import type { Accepting } from '#app/accept-webhook/patient-door.ts';
import {
  type ExportPlan,
  exportPlansOf,
  isProfileOf,
  MAX_EXPORTED,
  profilesIn,
  wantedIn,
} from '#core/delivery/export-plan.ts';
import { type Outcome, outcomeOf } from '#core/delivery/outcome.ts';
import { guardedBecause, type RecipientGuard } from '#core/delivery/recipient-guard.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';
import { toldAttributes } from '#core/ingress/told-attributes.ts';

import type { Endpoint } from '../deliver-replies/endpoint.ts';
import { Turns } from '../deliver-replies/turns.ts';
import type { AttributeFetches, ClaimedFetch } from '../ports/attribute-fetches.ts';
import type { BrazeExports } from '../ports/braze-exports.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { Timers } from '../ports/timers.ts';

/** Nobody waits for it: those who write within it are looked at by one call. */
const POLL_MS = 1000;
/** Long enough for a call and its events; then somebody else looks. */
const HELD_MS = 60_000;
/** A profile that could not be looked at for so long is asked for no more. */
const MOST_ATTEMPTS = 60;

interface FetchWorld {
  readonly fetches: AttributeFetches;
  readonly braze: BrazeExports;
  readonly acceptEvents: Accepting;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly incidents: Incidents;
}

/**
 * Looks on profiles for the attributes that a webhook did not bring, in the background, and tells
 * conversations of them by the one door.
 */
export class FetchAttributes {
  private readonly looking: Turns;

  constructor(
    private readonly world: FetchWorld,
    private readonly endpoint: Endpoint,
    private readonly guard: RecipientGuard,
  ) {
    this.looking = new Turns(world, 0, () => this.look());
  }

  start(): void {
    this.looking.request(POLL_MS);
  }

  async stop(): Promise<void> {
    await this.looking.stop();
  }

  /** Looks at what is due; answers how many profiles that were. */
  async execute(): Promise<number> {
    if (!(await this.world.fetches.isAnyDue())) return 0;
    const { calls } = this.endpoint.allowed(1);
    if (calls === 0) return 0;

    const claimed = await this.world.fetches.claim(MAX_EXPORTED, HELD_MS);
    const mayLook = claimed.filter(
      ({ recipient }) => guardedBecause(this.guard, recipient) === undefined,
    );
    const looked = new Set(mayLook);
    await this.world.fetches.settle(claimed.filter((each) => !looked.has(each)));
    for (const plan of exportPlansOf(mayLook)) await this.carryOut(plan);
    return claimed.length;
  }

  private async look(): Promise<void> {
    let count = 0;
    try {
      count = await this.execute();
    } catch (failure) {
      this.world.incidents.failed('look at profiles', failure);
    }
    this.looking.request(count === MAX_EXPORTED ? 0 : POLL_MS);
  }

  /** What is not answered stays held, and is due again when that ends. */
  private async carryOut(plan: ExportPlan<ClaimedFetch>): Promise<void> {
    const { people, fields } = plan;
    if (this.endpoint.closedForMs > 0) return;

    this.endpoint.call();
    const names = people.map(({ addressee }) => addressee);
    const answer = await this.world.braze.look(names, fields);
    this.endpoint.hear(answer);
    const outcome = exportOutcome(answer);
    this.endpoint.learn(outcome);
    const rows = people.map(({ row }) => row);
    if (outcome.kind === 'accepted') {
      await this.tell(plan, answer);
      await this.world.fetches.settle(rows);
      return;
    }
    const isOver = outcome.kind === 'refused';
    await this.world.fetches.settle(
      rows.filter(({ attempt }) => isOver || attempt >= MOST_ATTEMPTS),
    );
  }

  private async tell({ people }: ExportPlan<ClaimedFetch>, answer: WireAnswer): Promise<void> {
    const profiles = (answer.kind === 'answered' ? profilesIn(answer.body) : undefined) ?? [];
    await Promise.all(
      people.map(async ({ row, addressee }) => {
        const profile = profiles.find((each) => isProfileOf(each, addressee));
        const attributes =
          profile && toldAttributes(Object.entries(wantedIn(profile, row.attributes)));
        if (attributes !== undefined) await this.accept(row.conversationId, attributes);
      }),
    );
  }

  private async accept(
    conversationId: string,
    attributes: NonNullable<ReturnType<typeof toldAttributes>>,
  ): Promise<void> {
    try {
      await this.world.acceptEvents.accept({
        arrivalId: this.world.ids.next(),
        to: { conversationId },
        event: { kind: 'attributes-told', attributes },
        flags: [],
      });
    } catch (failure) {
      // Erased meanwhile: there is nobody left to be told of.
      if (!(failure instanceof UnknownConversation)) throw failure;
    }
  }
}

/** To look twice does no harm, so that an unknown outcome is none. */
function exportOutcome(answer: WireAnswer): Outcome {
  const outcome = outcomeOf(answer);
  if (outcome.kind === 'accepted' && answer.kind === 'answered') {
    const isExport = profilesIn(answer.body) !== undefined;
    return isExport ? outcome : { kind: 'not-sent', reason: 'the answer is no export' };
  }
  return outcome.kind === 'ambiguous' ? { kind: 'not-sent', reason: outcome.reason } : outcome;
}
