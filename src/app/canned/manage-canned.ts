import type { CannedBook, CannedReply } from '#app/ports/canned-book.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';

import { NoSuchCannedReply, TooManyCannedReplies } from './canned-errors.ts';

/** Enough for a team; the list is read whole. */
const MOST = 300;

/** A canned reply as agents find it. */
export interface ShownCanned extends Omit<CannedReply, 'id' | 'owner'> {
  /** `undefined` for one of the bot's. */
  readonly id: string | undefined;
  /** Published with the bot, the team's, or one's own. */
  readonly from: 'bot' | 'team' | 'own';
}

/** Who writes down what. */
export interface Writing extends Pick<CannedReply, 'key' | 'locale' | 'text'> {
  /** Whose alone; `undefined` for the whole team's. */
  readonly owner: string | undefined;
  readonly by: string;
}

/** What is said often: the bot's, the team's and each person's own. */
export class ManageCanned {
  constructor(
    private readonly book: CannedBook,
    private readonly releases: Pick<ReleaseLibrary, 'live'>,
    private readonly ids: Ids,
  ) {}

  /** One's own first, then the team's, then the bot's; of one key and language the first counts. */
  async of(person: string): Promise<readonly ShownCanned[]> {
    const kept = await this.book.of(person);
    const shown = kept.map(({ owner, ...reply }): ShownCanned => ({
      ...reply,
      from: owner === undefined ? 'team' : 'own',
    }));
    const own = shown.filter(({ from }) => from === 'own');
    return [...own, ...shown.filter(({ from }) => from === 'team'), ...this.ofBot()];
  }

  /** @returns its id @throws TooManyCannedReplies */
  async put({ by, ...reply }: Writing): Promise<string> {
    const id = await this.book.put({ ...reply, id: this.ids.next() }, by, MOST);
    if (id === undefined) throw new TooManyCannedReplies(MOST);
    return id;
  }

  /** @param owner as in `put` @throws NoSuchCannedReply */
  async remove(id: string, owner: string | undefined): Promise<void> {
    if (!(await this.book.remove(id, owner))) throw new NoSuchCannedReply();
  }

  private ofBot(): readonly ShownCanned[] {
    const canned = this.releases.live()?.release.bot.desk.canned ?? new Map<string, never>();
    return [...canned].flatMap(([key, texts]) =>
      [...texts].map(([locale, text]) => ({
        ...{ id: undefined, from: 'bot' as const, key, text },
        // One text alone is for every customer.
        locale: texts.size === 1 ? undefined : locale,
      })),
    );
  }
}
