import type { ChatOutcome } from '#core/chat/chat-outcome.ts';
import { coverageOf, type CoverageReport } from '#core/chat/coverage.ts';
import { type Answering, runChats } from '#core/chat/run-chat.ts';
import { Touching } from '#core/chat/touching.ts';
import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Problem } from '#core/flow/problem.ts';
import { type ChatSource, readAllChats } from '#core/flow/read/read-chat.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

/** A release and the chats beside it, tried. */
export interface Tested {
  readonly release: CompiledRelease;
  readonly source: ReleaseSource;
  readonly chats: readonly ChatSource[];
  readonly outcomes: readonly ChatOutcome[];
  /** Ids of the coverage items that the chats touched. */
  readonly touched: ReadonlySet<string>;
  readonly coverage: CoverageReport;
  readonly answering: Answering;
}

/** A release, and the chats beside it that are meant. */
export interface ChosenChats {
  readonly release: CompiledRelease;
  readonly source: ReleaseSource;
  readonly chats: readonly ChatSource[];
}

/**
 * The chats of a folder that have `only` in their file or title; where anything cannot be read, its
 * problems.
 */
export function chosenChats(
  files: readonly ReleaseFile[],
  chatFiles: readonly ReleaseFile[],
  only: string,
): ChosenChats | { readonly problems: readonly Problem[] } {
  const compiled = compileRelease(files);
  const { sources, problems } = readAllChats(chatFiles);
  if ('problems' in compiled) return { problems: [...compiled.problems, ...problems] };
  if (problems.length > 0) return { problems };

  const { release, source } = compiled;
  return { release, source, chats: sources.map((each) => choosing(each, only)) };
}

/** Tries the chats of a folder that have `only` in their file or title. */
export function tested(
  files: readonly ReleaseFile[],
  chatFiles: readonly ReleaseFile[],
  only = '',
  answering: Answering = {},
): Tested | { readonly problems: readonly Problem[] } {
  const chosen = chosenChats(files, chatFiles, only);
  if ('problems' in chosen) return chosen;

  const { release, source, chats } = chosen;
  const touching = new Touching(release, source);
  const touched = new Set<string>();
  const outcomes = runChats(release, chats, {
    ...answering,
    onMoved: (moved) => {
      for (const item of touching.by(moved)) touched.add(item);
    },
  });
  return {
    release,
    source,
    chats,
    outcomes,
    touched,
    coverage: coverageOf(source, touched),
    answering,
  };
}

function choosing({ chats, source }: ChatSource, only: string): ChatSource {
  const isMeant = source.file.includes(only);
  return { source, chats: chats.filter(({ title }) => isMeant || title.includes(only)) };
}
