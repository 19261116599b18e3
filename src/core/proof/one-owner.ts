import type { AnyStateMachine, AnyStateNode } from 'xstate';

import { TELLING_STEP } from '#core/flow/compile/desk/telling.ts';
import { CLOCKS } from '#core/flow/compile/desk/timers.ts';
import type { Speaker } from '#core/flow/compile/replies.ts';
import { hasOptedOut, isBlocked, ownerOf } from '#core/flow/owner-of.ts';

import type { Written } from './graph/place.ts';
import type { Proof } from './proof.ts';
import { proofProblem } from './proof-problem.ts';
import type { Subject } from './subject.ts';

/** Something in the compiled machine that it must not do. */
interface OwnerFault {
  /** The state's path, `bot.track_order.ask_number`. */
  readonly state: string;
  readonly what: string;
}

/**
 * A conversation has one owner at any time: read off the whole compiled machine, state by state.
 *
 * Where others than the bot have it, the bot says nothing but what outlives the fence; who is
 * handed over comes to a queue; who has opted out comes back by "start" alone, and who is blocked
 * when people or their clock say so.
 */
export const oneOwner: Proof = (subject) =>
  ownerFaults(subject.release.machine).map(({ state, what }) =>
    proofProblem(
      placeOf(state, subject),
      {
        code: 'proof.two-owners',
        message: `In the compiled machine, at ${state}: ${what}`,
        cure: 'This is a fault of Parley, not of the flow: report it with this release.',
      },
      [],
    ),
  );

/** An action as the compiler lists it; of a reply also who says it. */
interface Listed {
  readonly type?: string;
  readonly speaker?: Speaker;
}

interface Move {
  readonly event: string;
  readonly actions: readonly Listed[];
  /** Key of the state that it leads to; `undefined`: it stays. */
  readonly to: string | undefined;
}

/** Everything in a machine that could give a conversation two owners, or none. */
export function ownerFaults(machine: AnyStateMachine): readonly OwnerFault[] {
  const faults: OwnerFault[] = [];
  const visit = (node: AnyStateNode): void => {
    const state = node.path.join('.');
    for (const what of faultsAt(node)) faults.push({ state, what });
    Object.values(node.states).forEach(visit);
  };
  Object.values(machine.root.states).forEach(visit);
  return faults;
}

function faultsAt(node: AnyStateNode): readonly string[] {
  const key = node.path.join('/');
  const owner = ownerOf(key);
  const faults = owner === undefined ? [`"${node.path[0] ?? ''}" is no owner`] : [];
  if (node.type === 'parallel') faults.push('two states at once have the conversation');
  const entered = node.entry as readonly Listed[];
  if (owner !== 'bot' && entered.some(isBots)) faults.push('the bot speaks on coming there');
  for (const move of movesOf(node)) faults.push(...moveFaults(move, key));
  return faults;
}

function moveFaults({ event, actions, to }: Move, from: string): readonly string[] {
  const faults: string[] = [];
  const owner = ownerOf(from);
  const after = ownerOf(to ?? from);
  const handsOver = actions.some(({ type }) => type === 'handoff');
  if (handsOver && after !== 'queue') faults.push(`${event} hands over, and comes to no queue`);
  if (owner === 'bot' && after === 'queue' && !handsOver) {
    faults.push(`${event} comes to the queue without handing over`);
  }
  const said = owner === 'queue' ? actions.filter((action) => !isOfTheLine(action)) : actions;
  if (owner !== 'bot' && after !== 'bot' && said.some(isBots)) {
    faults.push(`the bot speaks on ${event}`);
  }
  if (hasOptedOut(from) && !hasOptedOut(to ?? from) && event !== 'command.start') {
    faults.push(`${event} brings back who has opted out`);
  }
  if (isBlocked(from) && !isBlocked(to ?? from) && !UNBLOCKS.has(event)) {
    faults.push(`${event} brings back who is blocked`);
  }
  return faults;
}

const UNBLOCKS: ReadonlySet<string> = new Set(['unblocked', CLOCKS.block]);

function movesOf(node: AnyStateNode): readonly Move[] {
  const entered = node.entry as readonly Listed[];
  const timed = [...node.transitions].flatMap(([event, transitions]) =>
    transitions.map((transition) => ({ event, transition, first: [] as readonly Listed[] })),
  );
  // What a state does that is left at once belongs to the way on from it.
  const passed = (node.always ?? []).map((transition) => ({
    ...{ event: 'passing', transition, first: entered },
  }));
  return [...timed, ...passed].map(({ event, transition, first }) => ({
    event,
    actions: [...first, ...(transition.actions as readonly Listed[])],
    to: transition.target?.[0]?.path.join('/'),
  }));
}

/** The bot's own words that are cancelled when a person takes hold. */
function isBots({ type, speaker }: Listed): boolean {
  if (type !== 'reply') return false;
  return speaker === undefined || (speaker.sender === 'bot' && !speaker.survivesFence);
}

/** Where who waits stands: cancelled when a person takes hold, like all of the bot's. */
function isOfTheLine({ speaker }: Listed): boolean {
  return speaker?.step === TELLING_STEP;
}

function placeOf(state: string, { all }: Subject): Written {
  const [, flow = '', step = ''] = state.split('.');
  const found = all.source.flows.find((each) => each.flow.name === flow);
  if (found === undefined) return { source: all.botSource, path: ['bot'] };
  return { source: found.source, path: ['steps', step] };
}
