import type { Flow } from '#core/flow/model/flow.ts';
import type { Ladder } from '#core/flow/model/ladder.ts';
import { queueNames } from '#core/flow/model/queue.ts';
import { isAsking, type Step, type StepOfKind } from '#core/flow/model/step.ts';
import { HANDOFF_EXITS } from '#core/flow/model/steps/handoff.ts';
import type { FlowSource, ReleaseSource } from '#core/flow/read/release-source.ts';
import type { Path } from '#core/flow/read/source.ts';

/** A bot with one thing made wrong on purpose. */
export interface Mutant {
  /** What was done to it, for people: `drops the 2nd attempt`. */
  readonly change: string;
  /** `<flow>.<step>`. */
  readonly step: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Made when it is needed: a large bot has thousands. */
  readonly source: () => ReleaseSource;
}

interface Change {
  readonly change: string;
  /** Below the step. */
  readonly path: Path;
  readonly step: Step;
}

/** All mutants of a release, in the order of its files. */
export function mutantsOf(release: ReleaseSource): readonly Mutant[] {
  return release.flows.flatMap((source) =>
    [...source.flow.steps].flatMap(([name, step]) =>
      changesOf(step, release).map((change) => mutantOf(release, source, name, change)),
    ),
  );
}

function mutantOf(
  release: ReleaseSource,
  { flow, source }: FlowSource,
  name: string,
  { change, path, step }: Change,
): Mutant {
  const at = { code: '', path: ['steps', name, ...path], message: '', cure: '', atKey: true };
  return {
    ...{ change, step: `${flow.name}.${name}`, file: source.file, line: source.problem(at).line },
    source: () => withFlow(release, { ...flow, steps: new Map(flow.steps).set(name, step) }),
  };
}

function withFlow(release: ReleaseSource, flow: Flow): ReleaseSource {
  const flows = release.flows.map((each) =>
    each.flow.name === flow.name ? { ...each, flow } : each,
  );
  return { ...release, flows };
}

function changesOf(step: Step, { bot }: ReleaseSource): readonly Change[] {
  return [
    ...sayChanges(step),
    ...writeChanges(step),
    ...undeliveredChanges(step),
    ...gotoChanges(step),
    ...(isAsking(step) ? [...ladderChanges(step), ...silenceChanges(step)] : []),
    ...(step.kind === 'choose' ? optionChanges(step) : []),
    ...(step.kind === 'decide' ? conditionChanges(step) : []),
    ...(step.kind === 'handoff'
      ? [...queueChanges(step, queueNames(bot)), ...exitChanges(step)]
      : []),
  ];
}

function sayChanges(step: Step): Change[] {
  const say = 'say' in step ? step.say : undefined;
  if (!Array.isArray(say) || say.length < 2) return [];
  return say.slice(1).map((bubble, index) => ({
    ...{
      change: `swaps bubbles ${String(index + 1)} and ${String(index + 2)}`,
      path: ['say', index],
    },
    step: { ...step, say: say.with(index, bubble).with(index + 1, say[index] ?? bubble) } as Step,
  }));
}

function writeChanges(step: Step): Change[] {
  if (!('write' in step) || step.write === undefined || step.kind === 'write') return [];
  return [
    {
      change: 'drops what is written to the profile',
      path: ['write'],
      step: without(step, 'write'),
    },
  ];
}

function undeliveredChanges(step: Step): Change[] {
  if (!('undelivered' in step) || step.undelivered === undefined) return [];
  const change = 'drops what it does about words that do not arrive';
  return [{ change, path: ['undelivered'], step: without(step, 'undelivered') }];
}

function gotoChanges(step: Step): Change[] {
  if (!('goto' in step) || step.goto === undefined || step.goto === 'end') return [];
  const change = `ends instead of going to ${step.goto}`;
  return [{ change, path: ['goto'], step: { ...step, goto: 'end' } }];
}

function ladderChanges(step: StepOfKind<'ask'> | StepOfKind<'choose'>): Change[] {
  const ladder: Ladder = step.invalid ?? [];
  return ladder.map((_, index) => {
    const rest = ladder.toSpliced(index, 1);
    const changed =
      rest.length === 0 ? without(step, 'invalid') : ({ ...step, invalid: rest } as Step);
    return {
      change: `drops attempt ${String(index + 1)}`,
      path: ['invalid', index],
      step: changed,
    };
  });
}

function silenceChanges(step: StepOfKind<'ask'> | StepOfKind<'choose'>): Change[] {
  const { silence } = step;
  if (silence === undefined) return [];
  const dropped = {
    change: 'drops its silence',
    path: ['silence'],
    step: without(step, 'silence'),
  };
  if (silence.say === undefined || silence.then === undefined) return [dropped];
  const mute = { ...step, silence: without(silence, 'say') } as Step;
  return [
    dropped,
    { change: 'says nothing at its first silence', path: ['silence', 'say'], step: mute },
  ];
}

function optionChanges(step: StepOfKind<'choose'>): Change[] {
  const { options } = step;
  const dropped =
    options.length < 2
      ? []
      : options.map((option, index) => ({
          ...{ change: `drops the option ${option.id}`, path: ['options', index] },
          step: { ...step, options: options.toSpliced(index, 1) },
        }));
  const elsewhere = options.flatMap((option, index) => {
    if (option.goto === undefined || option.goto === 'end') return [];
    const changed = options.with(index, { ...option, goto: 'end' });
    const change = `ends at the option ${option.id} instead of going to ${option.goto}`;
    return [{ change, path: ['options', index, 'goto'], step: { ...step, options: changed } }];
  });
  return [...dropped, ...elsewhere];
}

function conditionChanges(step: StepOfKind<'decide'>): Change[] {
  return step.decide.flatMap((branch, index) => {
    if ('else' in branch) return [];
    const flipped = { ...branch, when: `not (${branch.when})` };
    const change = `flips the condition ${branch.when}`;
    return [
      {
        change,
        path: ['decide', index],
        step: { ...step, decide: step.decide.with(index, flipped) },
      },
    ];
  });
}

function queueChanges(step: StepOfKind<'handoff'>, queues: readonly string[]): Change[] {
  const current = step.handoff.queue ?? queues[0];
  const other = queues.find((queue) => queue !== current);
  if (other === undefined) return [];
  const changed = { ...step, handoff: { ...step.handoff, queue: other } };
  return [{ change: `hands over to ${other}`, path: ['handoff'], step: changed }];
}

function exitChanges(step: StepOfKind<'handoff'>): Change[] {
  return HANDOFF_EXITS.filter((exit) => step.handoff[exit] !== undefined).map((exit) => ({
    ...{ change: `drops ${exit}`, path: ['handoff', exit] },
    step: { ...step, handoff: without(step.handoff, exit) },
  }));
}

function without<T extends object>(value: T, key: string): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T;
}
