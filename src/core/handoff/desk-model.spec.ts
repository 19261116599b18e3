import { isDeepStrictEqual } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { type Advance, advance } from '../conversation/advance.ts';
import type { ConversationEvent } from '../conversation/conversation-event.ts';
import type { ConversationState } from '../conversation/conversation-state.ts';
import { hasOptedOut, isBlocked } from '../flow/owner-of.ts';
import type { Held } from './held.ts';
import type { HoldChange } from './hold-change.ts';
import { holdState, isBeforePeople } from './hold-state.ts';

const CARE = `
flow: care
start: { keywords: [help me] }
slots: { topic: { type: text } }
steps:
  what: { ask: topic, say: What is it about? }
  person:
    handoff:
      queue: care
      no_agent: { say: Nobody is in., goto: leave }
      waited: { after: 10m, say: Sorry for the wait., goto: leave }
      agent_gone: { say: Sorry. }
  leave: { say: 'We call you about {{ topic }}.', goto: end }
`;
const RATING = `
flow: rating
slots: { csat: { type: number } }
steps: { rate: { ask: csat, say: How was it?, goto: end } }
`;
const RELEASE = aRelease(
  [CARE, RATING],
  `${A_BOT.replace(
    'queues: [care, returns]',
    `queues:
  care: { waiting: { every: 5m, say: 'Number {{ queue.position }}.' } }
  returns: { call_back: { waiting: asks, held: asks } }`,
  )}
desk: { call_back: always, reassure: 1m, idle: { after: 30m, then: close } }
csat: { flow: rating, outside_window: rating }
`,
);
const BORN: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };

/** Everything that customers, two agents, a lead, the clock and the sweep can do. */
type Deed = (state: ConversationState) => ConversationEvent;

const says =
  (text: string): Deed =>
  () => ({ kind: 'message', text, media: [] });
const fires: Deed = ({ snapshot }) => {
  const [next] = [...(snapshot?.timers ?? [])].sort((a, b) => a.dueAtMs - b.dueAtMs);
  const line = { position: 2, waitMs: 60_000 };
  return { kind: 'timer', timer: next?.id ?? 'none', gen: next?.gen ?? 0, line };
};
const seqOf = (state: ConversationState): number => heldIn(state)?.seq ?? 0;
const DEEDS: Readonly<Record<string, Deed>> = {
  'customer asks for a person': says('agent'),
  'customer asks for help': says('help me'),
  'customer writes': says('it is broken'),
  'customer calls the bot': says('bot'),
  'customer stops': says('stop'),
  'customer says yes': says('yes'),
  'customer says no': says('no'),
  'customer starts': says('start'),
  'the next clock runs out': fires,
  'ann is asked': () => ({ kind: 'offered', agent: 'ann', forMs: 20_000 }),
  'bob is asked': () => ({ kind: 'offered', agent: 'bob', forMs: 20_000 }),
  'ann accepts': () => ({ kind: 'offer-accepted', agent: 'ann' }),
  'bob accepts': () => ({ kind: 'offer-accepted', agent: 'bob' }),
  'ann declines': () => ({ kind: 'offer-declined', agent: 'ann' }),
  'ann claims': () => ({ kind: 'claimed', agent: 'ann' }),
  'bob claims': () => ({ kind: 'claimed', agent: 'bob' }),
  'ann is lost': () => ({ kind: 'agent-lost', agent: 'ann' }),
  'ann writes': () => ({ kind: 'agent-reply', agent: 'ann', text: 'Hi' }),
  'bob writes': () => ({ kind: 'agent-reply', agent: 'bob', text: 'Hi' }),
  'ann returns': () => ({ kind: 'returned-to-bot', by: 'ann', from: 'ann', to: 'question' }),
  'the lead returns': () => ({ kind: 'returned-to-bot', by: 'lee', to: 'menu' }),
  'ann gives it to bob': () => ({
    ...{ kind: 'transferred', by: 'ann', from: 'ann', agent: { id: 'bob', forMs: 9_000 } },
  }),
  'the lead gives it to a queue': () => ({ kind: 'transferred', by: 'lee', queue: 'returns' }),
  'the lead puts it back into line': () => ({ kind: 'transferred', by: 'lee' }),
  'the lead takes over what ann has': (state) => ({
    ...{ kind: 'agent-took', agent: 'lee' },
    stood: { handoff: seqOf(state), queue: heldIn(state)?.queue ?? '', agent: 'ann' },
  }),
  'ann wraps up': () => ({ kind: 'wrapping-up', agent: 'ann' }),
  'ann is not done': () => ({ kind: 'kept', agent: 'ann' }),
  'ann closes': () => ({ kind: 'closed', by: 'ann', from: 'ann' }),
  'the lead closes': () => ({ kind: 'closed', by: 'lee', quietly: true }),
  'the lead takes over': () => ({ kind: 'agent-took', agent: 'lee' }),
  'ann blocks': () => ({ kind: 'blocked', by: 'ann', from: 'ann', reason: 'insults' }),
  'the lead blocks for good': () => ({ kind: 'blocked', by: 'lee', reason: 'threats' }),
  'the lead blocks for an hour': () => ({
    ...{ kind: 'blocked', by: 'lee', reason: 'spam', forMs: 3_600_000 },
  }),
  'the lead unblocks': () => ({ kind: 'unblocked', by: 'lee' }),
  'nobody is there': (state) => ({ kind: 'agents-seen', handoff: seqOf(state), online: 0 }),
  'somebody is there': (state) => ({ kind: 'agents-seen', handoff: seqOf(state), online: 2 }),
  'another conversation waited': () => JOINED,
  'another conversation had bob': () => ({ ...JOINED, agent: 'bob' }),
  'a promise is broken': (state) => ({
    ...{ kind: 'escalated', handoff: seqOf(state), why: 'first_answer', priority: 'high' },
  }),
};

const JOINED = {
  ...({ kind: 'joined', from: 'c2', queue: 'returns', sinceMs: 1, priority: 'high' } as const),
  ...{ reason: 'a refund', skills: [] },
};

function heldIn({ snapshot }: ConversationState): Held | undefined {
  return snapshot?.context['held'] as Held | undefined;
}

/** The lists, as rows follow from what each event changed. */
type Lists = ReadonlyMap<number, Pick<HoldChange, 'held' | 'state'>>;

function listsAfter(lists: Lists, { holds }: Advance): Lists {
  const next = new Map(lists);
  for (const { held, state, ended } of holds) {
    if (ended === null) next.set(held.seq, { held, state });
    else next.delete(held.seq);
  }
  return next;
}

interface World {
  readonly state: ConversationState;
  readonly lists: Lists;
  readonly atMs: number;
}

const START: World = { state: BORN, lists: new Map(), atMs: Date.UTC(2026, 0, 5) };

function after({ state, lists, atMs }: World, deed: Deed): World {
  const event = deed(state);
  const timer =
    event.kind === 'timer'
      ? state.snapshot?.timers.find(({ id }) => id === event.timer)
      : undefined;
  const nowMs = Math.max(atMs + 1_000, timer?.dueAtMs ?? 0);
  const advanced = advance(RELEASE, state, event, state.lastSeq + 1, new Date(nowMs));
  const next: World = {
    state: JSON.parse(JSON.stringify(advanced.state)) as ConversationState,
    lists: listsAfter(lists, advanced),
    atMs: nowMs,
  };
  mustHold(state, event, advanced, next);
  return next;
}

/** What has to be so after each event, whatever came before. */
function mustHold(
  before: ConversationState,
  event: ConversationEvent,
  advanced: Advance,
  { state, lists }: World,
): void {
  const held = heldIn(state);
  const agent = held?.agent ?? null;
  const faults: string[] = [];
  const must = (isSo: boolean, what: string): void => {
    if (!isSo) faults.push(what);
  };
  must(
    isBeforePeople(state.owner) === (held !== undefined),
    'remembered exactly while before people',
  );
  must(!(agent !== null && held?.offeredTo !== null), 'never two owners');
  must((state.owner === 'agent') === (agent !== null), 'an agent has it, or nobody does');
  must(lists.size === (isBeforePeople(state.owner) ? 1 : 0), 'in exactly one list');
  const [listed] = lists.values();
  if (listed !== undefined && held !== undefined) {
    const key = keyIn(state);
    must(isDeepStrictEqual(listed.held, held), 'the list says what the machine does');
    must(listed.state === holdState(key, held), 'and in the right state');
  }
  must(
    !advanced.effects.some(
      (effect) =>
        effect.kind === 'reply' &&
        state.owner === 'agent' &&
        effect.sender === 'bot' &&
        !effect.survivesFence,
    ),
    'the bot is silent under an agent',
  );
  const spoke = advanced.effects.some((each) => each.kind === 'reply' && each.sender === 'agent');
  const speaker = heldIn(before)?.agent;
  must(
    !spoke || (event.kind === 'agent-reply' && speaker === event.agent),
    'only who has it speaks',
  );
  const changedHands = state.owner !== before.owner;
  must(state.epoch === before.epoch + Number(changedHands), 'the epoch counts owners');
  must(
    !changedHands || state.owner !== 'agent' || advanced.fenced,
    'whoever takes it silences the bot',
  );
  must(before.owner !== 'nobody' || state.owner !== 'agent', 'who opted out is left alone');
  const [from, to] = [keyIn(before), keyIn(state)];
  must(
    !isBlocked(to) || !advanced.effects.some(({ kind }) => kind === 'reply' || kind === 'call'),
    'who is blocked is answered by nobody',
  );
  must(!isBlocked(to) || !changedHands || advanced.fenced, 'and what waited is not said');
  const isUnblocked = event.kind === 'unblocked' || event.kind === 'timer';
  must(!isBlocked(from) || isBlocked(to) || isUnblocked, 'only people and their clock unblock');
  const isStart = event.kind === 'message' && event.text === 'start';
  must(!hasOptedOut(from) || hasOptedOut(to) || isStart, 'who opted out stays so behind a block');
  for (const { id } of state.snapshot?.timers ?? []) {
    must(CLOCKS_OF[id]?.includes(state.owner) !== false, `${id} runs under ${state.owner}`);
  }
  if (faults.length > 0) throw new Error(`${event.kind}: ${faults.join('; ')}`);
}

const CLOCKS_OF: Readonly<Record<string, readonly string[]>> = {
  ...{ 'handoff.offer': ['queue'], 'handoff.waited': ['queue'], 'handoff.looking': ['queue'] },
  ...{ 'handoff.idle': ['agent'], 'handoff.wrap-up': ['agent'], 'handoff.telling': ['queue'] },
  'block.until': ['nobody'],
};

function keyIn({ snapshot }: ConversationState): string {
  const { value } = snapshot ?? {};
  if (typeof value === 'string') return value;
  const [[owner, inner] = ['', '']] = Object.entries(value ?? {});
  return `${owner}/${String(inner)}`;
}

/** What makes two worlds the same, as far as what may follow is concerned: times left out. */
function shapeOf({ state }: World): string {
  const { snapshot, owner } = state;
  const held = heldIn(state);
  const remembered = held && {
    ...held,
    ...{ seq: 0, sinceMs: 0, takenMs: 0, offerEndsMs: 0, windowEndsMs: 0, passed: [] },
    ...{ keptMs: 0, told: Math.min(held.told?.times ?? 0, 1) },
    ...{ answeredMs: held.answeredMs !== null, unansweredMs: held.unansweredMs !== null },
    ...{ unread: Math.min(held.unread, 1), left: held.left !== null, breached: held.breached },
  };
  const timers = [...(snapshot?.timers ?? [])]
    .sort((a, b) => a.dueAtMs - b.dueAtMs)
    .map(({ id }) => id);
  return JSON.stringify([owner, snapshot?.value, remembered, timers]);
}

describe('the handoff machine, under everything that its actors can do', () => {
  it('never has two owners, a bot that speaks under an agent, or a conversation in no list', () => {
    const seen = new Map<string, World>([[shapeOf(START), START]]);
    let frontier: readonly World[] = [START];
    let moves = 0;
    for (let depth = 0; depth < 7 && frontier.length > 0; depth += 1) {
      const next: World[] = [];
      for (const world of frontier) {
        for (const deed of Object.values(DEEDS)) {
          const reached = after(world, deed);
          moves += 1;
          const shape = shapeOf(reached);
          if (seen.has(shape)) continue;
          seen.set(shape, reached);
          next.push(reached);
        }
      }
      // Ways that meet again are gone on from once; of what is left, as many as take a second, from
      // all over: the last of one piece are what its rarest deeds led to.
      const every = Math.max(1, Math.ceil(next.length / 45));
      frontier = next.filter((_world, index) => index % every === 0);
    }

    expect(seen.size).toBeGreaterThan(100);
    expect(moves).toBeGreaterThan(3_000);
  });

  it('nor after long lives', () => {
    const aDeed = fc.constantFrom(...Object.keys(DEEDS));
    fc.assert(
      fc.property(fc.array(aDeed, { minLength: 20, maxLength: 60 }), (names) => {
        names.reduce((world, name) => after(world, DEEDS[name] ?? fires), START);
      }),
      { numRuns: 150 },
    );
  });
});
