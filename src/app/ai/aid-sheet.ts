import { type LoggedSaid, secretsIn } from '#core/ai/without-secrets.ts';
import { restore } from '#core/conversation/restore.ts';
import { SnapshotUnreadable } from '#core/conversation/transition-errors.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { handoffCard, MASK } from '#core/handoff/card.ts';

import type { HandoffFile, HandoffFiles } from '../ports/handoff-files.ts';
import type { ReleaseLibrary } from '../ports/release-library.ts';

/** What a model may know of a chat besides what was said. */
export interface AidSheet {
  /** The customer's language. */
  readonly locale: string;
  /** Steps, `<flow>.<step>`, whose answers no model is shown. */
  readonly hidden: readonly string[];
  /** Texts that no model is shown, wherever they stand. */
  readonly secrets: readonly string[];
  readonly why: string;
  /** Slots that are not sensitive. */
  readonly known: Readonly<Record<string, string>>;
}

const NOTHING: AidSheet = { locale: '', hidden: [], secrets: [], why: '', known: {} };

/** Reads off a conversation's machine and its releases what a model may know of it. */
export class AidSheets {
  constructor(
    private readonly files: HandoffFiles,
    private readonly releases: ReleaseLibrary,
  ) {}

  /** @throws UnknownRelease, ReleaseDoesNotCompile: then nobody knows what is sensitive */
  async read(conversationId: string): Promise<AidSheet> {
    const file = await this.files.read(conversationId);
    if (file === undefined) return NOTHING;
    const { releaseId, log } = file;
    // What was asked under an earlier release is as sensitive as it was then.
    const ids = new Set([...log.map((event) => event.releaseId), releaseId ?? 0]);
    ids.delete(0);
    const releases = await Promise.all([...ids].map((id) => this.load(id)));
    const hidden = [...new Set(releases.flatMap(({ bot }) => bot.sensitiveQuestions))];
    const release = releaseId === undefined ? undefined : await this.load(releaseId);
    const standing = release === undefined ? NOTHING : standingOf(file, release);
    const secrets = [...new Set([...secretsIn(loggedIn(file), hidden), ...standing.secrets])];
    return { ...standing, hidden, secrets };
  }

  private async load(id: number): Promise<CompiledRelease> {
    // Between the two, others may have made this process forget it again.
    for (;;) {
      const release = this.releases.inMemory(id);
      if (release !== undefined) return release;
      await this.releases.load(id);
    }
  }
}

/** All that was written, and all that was to be said, whether it was or not. */
function loggedIn({ log, said }: HandoffFile): readonly LoggedSaid[] {
  const wrote = log.flatMap(({ seq, event }): readonly LoggedSaid[] =>
    event.kind === 'message' && event.text !== ''
      ? [{ seq, who: 'customer', text: event.text }]
      : [],
  );
  const replies = said.map(({ seq, sender, text, step }): LoggedSaid => ({
    ...{ seq, text, step },
    who: sender === 'agent' ? 'agent' : 'bot',
  }));
  return [...wrote, ...replies];
}

/** Without its machine, a chat is still what was said in it. */
function standingOf(file: HandoffFile, release: CompiledRelease): AidSheet {
  const { state, releaseId: id = 0 } = file;
  try {
    const { held, locale } = restore(release, state.snapshot).context;
    if (held === null) return { ...NOTHING, locale };
    const { steps, sensitive } = release.desk;
    const { why, slots } = handoffCard(held, file, { id, steps, sensitive });
    const known = slots.filter(({ value }) => value !== MASK && value !== '');
    const masked = new Set(slots.filter(({ value }) => value === MASK).map(({ name }) => name));
    const secrets = Object.entries({ ...held.exit?.slots, ...held.left?.slots }).flatMap(
      ([name, value]) => (masked.has(name) && typeof value === 'string' ? [value] : []),
    );
    return {
      ...{ locale, why, secrets, hidden: [] },
      known: Object.fromEntries(known.map(({ name, value }) => [name, value])),
    };
  } catch (failure) {
    if (failure instanceof SnapshotUnreadable) return NOTHING;
    throw failure;
  }
}
