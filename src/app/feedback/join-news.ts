import type { FeedbackStore } from '#app/ports/feedback-store.ts';
import type { FeedbackTally } from '#app/ports/feedback-tally.ts';
import type { IdentityDirectory } from '#app/ports/identity-directory.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';
import type { MessageNews } from '#core/feedback/currents-event.ts';
import { gatherNews } from '#core/feedback/gather-news.ts';
import { mayBeOurs } from '#core/feedback/own-message.ts';

import type { Matched, TellFailures } from './tell-failures.ts';

/**
 * Joins what Currents tells of messages to the replies that they were.
 *
 * A Send names its reply, by what the campaign put into `message_extras`; what is told afterwards
 * brings only the dispatch and WhatsApp's id, and may come first. So news that name a reply are
 * written down before the others are looked for, and what finds nothing waits for its Send.
 */
export class JoinNews {
  constructor(
    private readonly store: FeedbackStore,
    private readonly directory: Pick<IdentityDirectory, 'add'>,
    private readonly releases: Pick<ReleaseLibrary, 'live'>,
    private readonly failures: TellFailures,
    private readonly tally: FeedbackTally,
  ) {}

  /** @throws what the store and AcceptEvents throw: repeat all of it */
  async execute(news: readonly MessageNews[]): Promise<void> {
    if (news.length === 0) return;
    const nowMs = await this.store.nowMs();
    const naming = await this.match(news.filter(({ reply }) => reply !== undefined));
    await this.write(naming.matched, nowMs);

    const early = await this.store.awaiting(naming.matched.map(joinedOf));
    const rest = [...news.filter(({ reply }) => reply === undefined), ...early];
    const { matched, unmatched } = await this.match(rest);
    await this.write(matched, nowMs);

    const matchedIds = new Set(matched.map((one) => one.news.id));
    await this.store.release(early.map(({ id }) => id).filter((id) => matchedIds.has(id)));
    await this.await([...naming.unmatched, ...unmatched]);
  }

  private async match(news: readonly MessageNews[]): Promise<{
    readonly matched: readonly Matched[];
    readonly unmatched: readonly MessageNews[];
  }> {
    const found = await this.store.find(news);
    const matched = news.flatMap((one, place) => {
      const reply = found[place];
      return reply === undefined ? [] : [{ news: one, found: reply }];
    });
    return { matched, unmatched: news.filter((_, place) => found[place] === undefined) };
  }

  private async write(matched: readonly Matched[], nowMs: number): Promise<void> {
    if (matched.length === 0) return;
    // Told first: were it written down first and the process ended, nobody would be told.
    await this.failures.execute(matched);
    const settled = await this.store.record(gatherNews(matched.map(joinedOf), nowMs));
    await this.learnNames(matched);
    for (const { news } of matched) this.tally.countFeedback(news.kind, 1);
    if (settled > 0) this.tally.countFeedback('settled', settled);
  }

  /** Whoever is to be forgotten, or becomes one with somebody, is named by Braze's id alone. */
  private async learnNames(matched: readonly Matched[]): Promise<void> {
    const learned = new Map<string, Matched>();
    for (const one of matched) {
      if (!one.found.knowsBrazeId) learned.set(one.found.reply.conversationId, one);
    }
    for (const [conversationId, { news }] of learned) {
      const names = news.names.filter(({ kind }) => kind === 'braze_id');
      await this.directory.add(conversationId, names);
    }
  }

  private async await(unmatched: readonly MessageNews[]): Promise<void> {
    if (unmatched.length === 0) return;
    const bot = this.releases.live()?.release.bot;
    const sources =
      bot &&
      new Set([
        ...[...bot.layouts.values()].map(({ campaign }) => campaign),
        ...[...bot.canvases.values()].map(({ canvas }) => canvas),
      ]);
    this.tally.countFeedback('unmatched', unmatched.length);
    await this.store.await(unmatched.filter((one) => mayBeOurs(one, sources)));
  }
}

function joinedOf({ news, found }: Matched) {
  return { news, reply: found.reply };
}
