import { holdsIn } from '#core/chat/live/live-rate.ts';
import { LiveRun } from '#core/chat/live/live-run.ts';
import { type Answering, eachChat, type OneChat } from '#core/chat/run-chat.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { ChatSource } from '#core/flow/read/read-chat.ts';

import { inParallel } from './in-parallel.ts';
import { type LiveWorld, runLive, type RunResult } from './run-live.ts';

/** How the runs of one chat went, in the order in which they were begun. */
export interface TriedLive {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly locale: string | undefined;
  readonly atLeast: number;
  readonly holds: 'yes' | 'no' | 'unseen';
  readonly held: number;
  readonly broken: number;
  readonly runs: readonly RunResult[];
}

export interface LiveBounds {
  /** Of each chat. */
  readonly runs: number;
  readonly atATime: number;
}

interface LiveJob {
  readonly chat: OneChat;
  readonly at: number;
}

/**
 * Tries the chats that ask the AI, each so many times, in the order of the files.
 *
 * @throws KeyRefused
 */
export async function tryLive(
  release: CompiledRelease,
  { chats: sources, mocks }: { readonly chats: readonly ChatSource[] } & Pick<Answering, 'mocks'>,
  world: LiveWorld,
  { runs, atATime }: LiveBounds,
  onProgress: (done: number, all: number) => void,
): Promise<{ readonly chats: readonly TriedLive[]; readonly withoutAi: number }> {
  const all = eachChat(sources);
  // One that a judge is to look at and that never asks the AI fails, and says why.
  const chats = all.filter(
    (chat) => chat.chat.rubric.length > 0 || 'wants' in new LiveRun(release, chat, mocks).next(),
  );
  // Round by round: where tokens run out, each chat has had about as many runs.
  const jobs = Array.from({ length: runs }, () =>
    chats.map((chat, at): LiveJob => ({ chat, at })),
  ).flat();
  let done = 0;
  const results = await inParallel(jobs, atATime, async ({ chat }) => {
    const result = await runLive(new LiveRun(release, chat, mocks), chat.chat.rubric, world);
    done += 1;
    onProgress(done, jobs.length);
    return result;
  });
  const ofChat = (at: number): readonly RunResult[] =>
    results.filter((_result, index) => jobs[index]?.at === at);
  return {
    chats: chats.map((chat, at) => triedLive(chat, ofChat(at))),
    withoutAi: all.length - chats.length,
  };
}

function triedLive({ source, chat, locale }: OneChat, runs: readonly RunResult[]): TriedLive {
  const count = (kind: RunResult['kind']): number => runs.filter((run) => run.kind === kind).length;
  const { title, atLeast } = chat;
  const start = source.problem({
    ...{ code: '', path: [...chat.path, 'chat'], message: '', cure: '', atKey: true },
  });
  const counts = { held: count('held'), broken: count('broken') };
  return {
    ...{ file: source.file, line: start.line, title, locale, atLeast, runs, ...counts },
    holds: holdsIn({ runs: runs.length, ...counts }, atLeast),
  };
}
