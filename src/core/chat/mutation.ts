import { compileSource } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Chat } from '#core/flow/model/chat.ts';
import type { ChatSource } from '#core/flow/read/read-chat.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { stepItem } from './coverage-item.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type Answering, runChats } from './run-chat.ts';
import { Touching } from './touching.ts';

/** A mutant that no chat noticed. */
type Survivor = Pick<Mutant, 'change' | 'step' | 'file' | 'line'> & {
  /** Whether any chat comes by that step at all. */
  readonly isVisited: boolean;
};

/** How many mistakes the chats would notice. */
export interface MutationReport {
  readonly noticed: number;
  /** Mutants that were tried; `all` where there was time for each. */
  readonly tried: number;
  readonly all: number;
  readonly survivors: readonly Survivor[];
}

export interface MutationOptions {
  /** Asked before each mutant: whether the time is over. */
  readonly isOver?: () => boolean;
  readonly progress?: (done: number, all: number) => void;
  /** By whom the chats' calls are answered. */
  readonly answering?: Answering;
}

/**
 * Makes one mistake after the other in a bot and says which of them its chats do not notice. The
 * chats must pass on the bot as it is.
 *
 * Where the time does not suffice for all, those that were tried are spread over the whole bot.
 */
export function mutationReport(
  release: CompiledRelease,
  source: ReleaseSource,
  chats: readonly ChatSource[],
  { isOver = () => false, progress, answering = {} }: MutationOptions = {},
): MutationReport {
  const visits = visitsOf(release, source, chats, answering);
  const mutants = mutantsOf(source);
  const survivors: Survivor[] = [];
  let tried = 0;
  for (const mutant of spread(mutants)) {
    if (isOver()) break;
    progress?.(tried, mutants.length);
    tried += 1;
    const visitors = visits.get(stepItem(mutant.step)) ?? [];
    if (!isNoticed(mutant, visitors, answering)) {
      const { change, step, file, line } = mutant;
      survivors.push({ change, step, file, line, isVisited: visitors.length > 0 });
    }
  }
  const inOrder = survivors.sort((a, b) => compare(a.file, b.file) || a.line - b.line);
  return { noticed: tried - survivors.length, tried, all: mutants.length, survivors: inOrder };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The chats that come by each step. */
function visitsOf(
  release: CompiledRelease,
  source: ReleaseSource,
  chats: readonly ChatSource[],
  answering: Answering,
): ReadonlyMap<string, readonly ChatSource[]> {
  const touching = new Touching(release, source);
  const visits = new Map<string, ChatSource[]>();
  for (const one of chats.flatMap(oneByOne)) {
    const touched = new Set<string>();
    runChats(release, [one], {
      ...answering,
      onMoved: (moved) => {
        for (const item of touching.by(moved)) touched.add(item);
      },
    });
    for (const item of touched) visits.set(item, [...(visits.get(item) ?? []), one]);
  }
  return visits;
}

function oneByOne({ chats, source }: ChatSource): readonly ChatSource[] {
  return chats.map((chat: Chat) => ({ chats: [chat], source }));
}

function isNoticed(mutant: Mutant, visitors: readonly ChatSource[], answering: Answering): boolean {
  if (visitors.length === 0) return false;
  const release = compiled(mutant);
  if (release === undefined) return true;
  return visitors.some((one) =>
    runChats(release, [one], answering).some(({ failure }) => failure !== undefined),
  );
}

/** `undefined` for one that cannot even be compiled: `parley check` would notice it. */
function compiled({ source }: Mutant): CompiledRelease | undefined {
  try {
    return compileSource(source());
  } catch {
    return undefined;
  }
}

/** In an order in which the first few are from everywhere. */
function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(Math.sqrt(all.length)));
  const offsets = Array.from({ length: step }, (_, offset) => offset);
  return offsets.flatMap((offset) => all.filter((_each, index) => index % step === offset));
}
