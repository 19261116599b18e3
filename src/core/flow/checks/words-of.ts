import { bubblesOf, type PlacedBubble, rowOf, type Say } from '../model/bubble.ts';
import type { Exit } from '../model/exit.ts';
import type { Flow } from '../model/flow.ts';
import { type Ladder, rungOf } from '../model/ladder.ts';
import { queuesByName } from '../model/queue.ts';
import { type Silence } from '../model/silence.ts';
import { isAsking, isCalling, type Step, type StepOfKind } from '../model/step.ts';
import { askedBy } from '../model/steps/ai.ts';
import { HANDOFF_EXITS } from '../model/steps/handoff.ts';
import type { Copy } from '../model/words.ts';
import { textsOfAttribute } from '../model/write.ts';
import type { Path } from '../read/source.ts';

/** A bubble and the path of it in its file. */
export interface FoundBubble extends PlacedBubble {
  readonly path: Path;
  readonly textPath: Path;
}

/** Words, and where they stand. */
export interface FoundCopy {
  readonly copy: Copy;
  readonly path: Path;
}

/** A rung, a silence or an exit that may say something and lead away. */
export interface Branch {
  readonly path: Path;
  readonly say: Say | undefined;
  readonly sayPath: Path;
  readonly goto: string | undefined;
  readonly handoff:
    { readonly queue?: string | undefined; readonly reason?: string | undefined } | undefined;
}

/** The rungs and silences of a question, the exits of a step, in order. */
export function branchesOfStep(step: Step, base: Path): readonly Branch[] {
  if (isAsking(step) || step.kind === 'say') return branchesOf(step, base);
  if (step.kind === 'handoff') return handoffBranches(step, base);
  if (!isCalling(step)) return [];
  return [
    ...exitBranches(step.failed, [...base, 'failed']),
    ...exitBranches(step.timed_out, [...base, 'timed_out']),
    ...exitBranches(step.refused, [...base, 'refused']),
  ];
}

function handoffBranches({ handoff }: StepOfKind<'handoff'>, base: Path): readonly Branch[] {
  return HANDOFF_EXITS.flatMap((key) => {
    const exit = handoff[key];
    if (exit === undefined) return [];
    const path = [...base, 'handoff', key];
    const { say, goto } = exit;
    return [{ path, say, sayPath: [...path, 'say'], goto, handoff: undefined }];
  });
}

function exitBranches(exit: Exit | undefined, path: Path): Branch[] {
  if (exit === undefined) return [];
  const { say, goto, handoff } = exit;
  return [{ path, say, sayPath: [...path, 'say'], goto, handoff }];
}

/** The rungs, silences and exits of a step or of the bot, in order. */
export function branchesOf(
  parts: {
    readonly invalid?: Ladder | undefined;
    readonly no_match?: Ladder | undefined;
    readonly silence?: Silence | undefined;
    readonly undelivered?: Exit | undefined;
  },
  base: Path,
): readonly Branch[] {
  return [
    ...rungBranches(parts.invalid, [...base, 'invalid']),
    ...rungBranches(parts.no_match, [...base, 'no_match']),
    ...silenceBranches(parts.silence, [...base, 'silence']),
    ...exitBranches(parts.undelivered, [...base, 'undelivered']),
  ];
}

function rungBranches(ladder: Ladder = [], base: Path): Branch[] {
  return ladder.map((raw, index) => {
    const { rung, sayPath } = rungOf(raw);
    const path = [...base, index];
    const { say, goto, handoff } = rung;
    return { path, say, sayPath: [...path, ...sayPath], goto, handoff };
  });
}

function silenceBranches(silence: Silence | undefined, path: Path): Branch[] {
  if (silence === undefined) return [];
  const { say, goto, handoff, then } = silence;
  const own = { path, say, sayPath: [...path, 'say'], goto, handoff };
  return [own, ...silenceBranches(then, [...path, 'then'])];
}

/** What a step says, in the order it is written. */
export function bubblesOfStep(step: Step, base: Path): readonly FoundBubble[] {
  const say = 'say' in step ? step.say : undefined;
  const branches = branchesOfStep(step, base);
  return [
    ...placedAt(say, [...base, 'say']),
    ...branches.flatMap((branch) => placedAt(branch.say, branch.sayPath)),
  ];
}

/** What queues tell who waits. */
export function bubblesOfQueues(bot: Parameters<typeof queuesByName>[0]): readonly FoundBubble[] {
  return queuesByName(bot).flatMap(([name, { waiting }]) =>
    placedAt(waiting?.say, ['queues', name, 'waiting', 'say']),
  );
}

export function placedAt(say: Say | undefined, base: Path): readonly FoundBubble[] {
  return bubblesOf(say).map(({ bubble, path, textPath }) => ({
    ...{ bubble, path: [...base, ...path], textPath: [...base, ...textPath] },
  }));
}

/** Every text in a bubble. */
export function copiesOf({ bubble, path, textPath }: FoundBubble): readonly FoundCopy[] {
  const found: FoundCopy[] = [];
  const add = (copy: Copy | undefined, at: Path): void => {
    if (copy !== undefined) found.push({ copy, path: at });
  };
  add(bubble.text, textPath);
  for (const part of ['image', 'document', 'filename', 'link', 'button'] as const) {
    add(bubble[part], [...path, part]);
  }
  bubble.buttons?.forEach((button, index) => {
    add(button, [...path, 'buttons', index]);
  });
  add(bubble.list?.button, [...path, 'list', 'button']);
  bubble.list?.rows.map(rowOf).forEach(({ title, description }, index) => {
    add(title, [...path, 'list', 'rows', index]);
    add(description, [...path, 'list', 'rows', index, 'description']);
  });
  for (const [name, copy] of Object.entries(bubble.with ?? {})) add(copy, [...path, 'with', name]);
  return found;
}

/** Every template of a step: what is said, offered, written, set, and given as a reason. */
export function copiesOfStep(step: Step, base: Path): readonly FoundCopy[] {
  const said = bubblesOfStep(step, base).flatMap(copiesOf);
  const reasons = branchesOfStep(step, base)
    .filter(({ handoff }) => handoff?.reason !== undefined)
    .map(({ handoff, path }) => ({
      copy: handoff?.reason ?? '',
      path: [...path, 'handoff', 'reason'],
    }));
  return [...said, ...reasons, ...ownCopies(step, base)];
}

function ownCopies(step: Step, base: Path): FoundCopy[] {
  const found: FoundCopy[] = [];
  const add = (copy: unknown, ...path: (string | number)[]): void => {
    if (typeof copy === 'string' || (typeof copy === 'object' && copy !== null)) {
      found.push({ copy: copy as Copy, path: [...base, ...path] });
    }
  };
  if (step.kind === 'choose') {
    add(step.button, 'button');
    step.options.forEach(({ title, description }, index) => {
      add(title, 'options', index, 'title');
      add(description, 'options', index, 'description');
    });
  }
  if (step.kind === 'handoff') add(step.handoff.reason, 'handoff', 'reason');
  if (step.kind === 'set') {
    Object.entries(step.set).forEach(([name, value]) => {
      add(value, 'set', name);
    });
  }
  if (step.kind === 'ai') add(step.ai, 'ai');
  askedBy(step).forEach(({ with: bound = {} }, index) => {
    for (const [name, value] of Object.entries(bound)) {
      add(value, 'tools', 'connectors', index, 'with', name);
    }
  });
  if (step.kind === 'call' || step.kind === 'canvas' || step.kind === 'flow') {
    for (const [name, value] of Object.entries(step.with ?? {})) add(value, 'with', name);
  }
  const { attributes = {}, event } = ('write' in step ? step.write : undefined) ?? {};
  for (const [name, value] of Object.entries(attributes)) {
    for (const { text, path } of textsOfAttribute(value)) {
      add(text, 'write', 'attributes', name, ...path);
    }
  }
  if (typeof event === 'object') {
    for (const [name, value] of Object.entries(event.properties ?? {})) {
      add(value, 'write', 'event', 'properties', name);
    }
  }
  return found;
}

/** The steps of a flow with their paths. */
export function stepsOf({ steps }: Flow): readonly (readonly [Step, Path, string])[] {
  return [...steps].map(([name, step]) => [step, ['steps', name], name] as const);
}
