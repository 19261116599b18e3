import type { FeedbackStore } from '#app/ports/feedback-store.ts';
import type { FeedbackTally } from '#app/ports/feedback-tally.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { AppError } from '#core/app-error.ts';
import type {
  CurrentsEvent,
  ForwardingLost,
  MessageNews,
  OtherEvent,
} from '#core/feedback/currents-event.ts';
import { readCurrents } from '#core/feedback/read-currents.ts';
import { storableText } from '#core/ingress/storable-text.ts';

import { FeedbackNotApplied, ForwardingFailed } from './feedback-errors.ts';
import type { FollowProfiles } from './follow-profiles.ts';
import type { JoinNews } from './join-news.ts';

/** Examples kept of each type of event that is not known; the rest is only counted. */
const EXAMPLES = 20;
const TYPES_REMEMBERED = 500;
/** Characters of a body that is kept. */
const LONGEST_KEPT = 8192;

/**
 * Takes one batch of Currents. Answers once everything that matters of it is committed; each step
 * may be repeated, for Currents repeats the whole batch after any failure.
 */
export class TakeFeedback {
  private readonly examples = new Map<string, number>();

  constructor(
    private readonly join: JoinNews,
    private readonly profiles: FollowProfiles,
    private readonly store: FeedbackStore,
    private readonly tally: FeedbackTally,
    private readonly incidents: Incidents,
  ) {}

  /**
   * Answers how many events there were.
   *
   * @param batchId names what cannot be read, the same for a repetition of the same bytes
   * @throws AppError of the kind `unavailable`: let it come again
   */
  async execute(body: string, batchId: string): Promise<number> {
    const events = readCurrents(body);
    if (events === undefined) {
      this.tally.countFeedback('unreadable', 1);
      await this.store.keep([
        { id: `unreadable:${batchId}`, type: 'unreadable', brazeId: undefined, raw: cut(body) },
      ]);
      return 0;
    }
    try {
      await this.apply(events);
    } catch (failure) {
      if (failure instanceof AppError && failure.kind === 'unavailable') throw failure;
      // It would fail each time that Currents repeats it, and stop the connector after five days.
      this.incidents.failed('apply feedback', new FeedbackNotApplied(events.length, failure));
      const raw = cut(body);
      await this.store.keep([{ id: `failed:${batchId}`, type: 'failed', brazeId: undefined, raw }]);
    }
    return events.length;
  }

  private async apply(events: readonly CurrentsEvent[]): Promise<void> {
    const news: MessageNews[] = [];
    const lost: ForwardingLost[] = [];
    const others: OtherEvent[] = [];
    for (const event of events) {
      if (event.kind === 'other') others.push(event);
      else if (event.kind === 'forwarding-lost') lost.push(event);
      else if (event.kind !== 'orphaned' && event.kind !== 'deleted') news.push(event);
    }
    await this.join.execute(news);
    await this.profiles.execute(events);
    await this.keepExamples(others);
    if (lost.length > 0) this.tellLost(lost);
  }

  private async keepExamples(others: readonly OtherEvent[]): Promise<void> {
    const unknown = others.filter(({ isKnown }) => !isKnown);
    if (unknown.length === 0) return;
    this.tally.countFeedback('unknown', unknown.length);
    await this.store.keep(
      unknown.filter(({ type }) => this.isWorthKeeping(type)).map((event) => this.kept(event)),
    );
  }

  private isWorthKeeping(type: string): boolean {
    const seen = this.examples.get(type) ?? 0;
    if (seen >= EXAMPLES || (seen === 0 && this.examples.size >= TYPES_REMEMBERED)) return false;
    this.examples.set(type, seen + 1);
    return true;
  }

  /** What has no id of its own is known by what it says. */
  private kept({ id, type, names, raw }: OtherEvent) {
    const brazeId = names.find(({ kind }) => kind === 'braze_id')?.value;
    return { id: id ?? `nameless:${raw.slice(0, 200)}`, type, brazeId, raw };
  }

  private tellLost(lost: readonly ForwardingLost[]): void {
    this.tally.countFeedback('forwarding-lost', lost.length);
    const campaigns = [...new Set(lost.flatMap(({ source }) => source ?? []))];
    const why = new ForwardingFailed(campaigns, lost.length);
    this.incidents.failed('hear of every message', why);
  }
}

function cut(body: string): string {
  return storableText(body.slice(0, LONGEST_KEPT));
}
