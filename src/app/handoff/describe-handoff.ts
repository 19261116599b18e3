import type { DatabaseTime } from '#app/ports/database-time.ts';
import type { HandoffFiles } from '#app/ports/handoff-files.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';
import { restore } from '#core/conversation/restore.ts';
import { type HandoffCard, handoffCard } from '#core/handoff/card.ts';
import { type ReturnChoice, returnChoices } from '#core/handoff/return-choices.ts';

/** What a person wants to know who takes somebody over, and where they can be given back to. */
export interface DescribedHandoff {
  readonly card: HandoffCard;
  readonly choices: readonly ReturnChoice[];
  /** What becomes of it once nobody has written for long; `undefined` where nothing does. */
  readonly silence: 'menu' | 'close' | undefined;
}

/** Tells why a conversation is before people and what is known, read off its machine and its log. */
export class DescribeHandoff {
  constructor(
    private readonly files: HandoffFiles,
    private readonly releases: ReleaseLibrary,
    private readonly time: DatabaseTime,
  ) {}

  /** `undefined` for one that is not before people, or whose machine cannot be restored. */
  async execute(conversationId: string): Promise<DescribedHandoff | undefined> {
    const file = await this.files.read(conversationId);
    if (file?.releaseId === undefined || file.state.snapshot === undefined) return undefined;
    const { releaseId: id, state } = file;
    await this.releases.load(id);
    const release = this.releases.inMemory(id);
    if (release === undefined) return undefined;

    const { held } = restore(release, state.snapshot).context;
    if (held === null) return undefined;
    const { steps, sensitive } = release.desk;
    return {
      card: handoffCard(held, file, { id, steps, sensitive }),
      choices: returnChoices(release, state, new Date(await this.time.nowMs())),
      silence: release.bot.desk.idle?.then,
    };
  }
}
