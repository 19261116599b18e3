import type { TakenTransition } from '#core/conversation/pure-transition.ts';
import { UNDELIVERED_HERE } from '#core/flow/compile/undelivered.ts';
import type { Edge, EdgeKind } from '#core/flow/graph/edge.ts';
import type { Step } from '#core/flow/model/step.ts';
import { flowsOf } from '#core/flow/model/steps/ai.ts';

const UNDELIVERED = 'undelivered.';
const SILENT = /\.(?:open|silent_(\d+))$/;

/** The step that a state of the machine belongs to: its silences are states of their own. */
export function stepOfState(state: string): string {
  return state.replace(SILENT, '');
}

/** The step whose words did not arrive, where its flow answers that. */
export function stepOfLoss({ state, event }: TakenTransition): string | undefined {
  const name = event.startsWith(UNDELIVERED) ? event.slice(UNDELIVERED.length) : undefined;
  return name === undefined ? undefined : `${state}.${name}`;
}

function isLost(event: string): boolean {
  return event === UNDELIVERED_HERE || event.startsWith(UNDELIVERED);
}

/** The edge of the model that a transition of the machine is; `undefined` for what is built in. */
export function edgeTaken(
  edges: readonly Edge[],
  step: Step | undefined,
  { state, event, index }: TakenTransition,
): Edge | undefined {
  const nth = (kind: EdgeKind, place: number): Edge | undefined =>
    edges.filter((edge) => edge.kind === kind)[place];
  if (step === undefined) return undefined;
  if (event.startsWith('option.')) {
    return edges.find(({ id }) => id.endsWith(` option ${event.slice('option.'.length)}`));
  }
  if (event.startsWith('xstate.after.')) return timed(step, SILENT.exec(state), nth);
  if (isLost(event)) return nth('undelivered', 0);
  switch (event) {
    case '':
      if (step.kind === 'decide') return edges[index];
      return isClosed(step, index) ? nth('when', 0) : nth('next', 0);
    case 'answer':
      return nth('answer', 0);
    case 'invalid':
      return nth('attempt', index);
    case 'call-result':
      return answered(flowsOf(step).length, index, nth);
    case 'call-failed':
      return nth('failed', 0);
    case 'call-refused':
      return nth('refused', 0) ?? nth('failed', 0);
    case 'returned':
      return nth('returned', 0);
    default:
      return undefined;
  }
}

/** The first way on from a handoff that looks at the clock: nobody is there at this time. */
function isClosed(step: Step, index: number): boolean {
  return step.kind === 'handoff' && step.handoff.out_of_hours !== undefined && index === 0;
}

const EXITS: Readonly<Record<string, string>> = {
  ...{ 'agents-seen': 'no_agent', 'handoff.waited': 'waited', 'agent-lost': 'agent_gone' },
};

/** The exit by which a flow went on that had handed over: people never came, or have gone. */
export function exitTaken(edges: readonly Edge[], event: string): Edge | undefined {
  const name = EXITS[event];
  return name === undefined ? undefined : edges.find(({ id }) => id.endsWith(` ${name}`));
}

/** The ways into flows come first. */
function answered(
  flows: number,
  index: number,
  nth: (kind: EdgeKind, place: number) => Edge | undefined,
): Edge | undefined {
  if (index < flows) return nth('when', index);
  return nth(index === flows ? 'answer' : 'failed', 0);
}

function timed(
  step: Step,
  silent: RegExpExecArray | null,
  nth: (kind: EdgeKind, place: number) => Edge | undefined,
): Edge | undefined {
  if (step.kind === 'wait') return nth('time', 0);
  if (step.kind === 'call' || step.kind === 'ai') return nth('timed-out', 0) ?? nth('failed', 0);
  return silent === null ? undefined : nth('silence', Number(silent[1] ?? 0));
}
