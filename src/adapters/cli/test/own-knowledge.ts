import { passagesFor } from '#app/ai/passages-for.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';
import type { LiveQuestion } from '#core/chat/live/live-run.ts';
import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import { isKnowledgeFile } from '#core/knowledge/knowledge-file.ts';
import { type Passage, passagesOf } from '#core/knowledge/passages-of.ts';
import { wantsKnowledge } from '#core/knowledge/wants-knowledge.ts';

import type { CliDeps, OpenKnowledge } from '../cli-deps.ts';

/** What a bot's files know; a Postgres is opened only for a step that is asked and knows files. */
export class OwnKnowledge {
  readonly passages: readonly Passage[];
  private opened: Promise<OpenKnowledge> | undefined;

  constructor(
    files: readonly ReleaseFile[],
    private readonly open: CliDeps['knowledge'],
  ) {
    this.passages = passagesIn(files);
  }

  /** Found as for a customer: by Postgres. */
  async passagesFor({
    call,
    said,
  }: Pick<LiveQuestion, 'call' | 'said'>): Promise<readonly FoundPassage[]> {
    const { input } = call;
    if (!wantsKnowledge(input) || this.passages.length === 0) return [];
    this.opened ??= this.open(this.passages);
    const { knowledge } = await this.opened;
    return passagesFor({ conversationId: '', input }, said, knowledge);
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    await opened?.close();
  }
}

/** Of a bot that has faults, none: they are told elsewhere. */
function passagesIn(files: readonly ReleaseFile[]): readonly Passage[] {
  if (!files.some(({ path }) => isKnowledgeFile(path))) return [];
  const compiled = compileRelease(files);
  return 'problems' in compiled ? [] : passagesOf(files, compiled.source.bot.locales);
}
