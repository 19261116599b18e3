import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compileRelease } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { CALLED, CALLER, HOURS, RETURNS, TRACK } from '../../../test/support/flow/a-shop.ts';
import { readFolder } from '../../../test/support/flows/read-folder.ts';
import { advance } from './advance.ts';
import type { ConversationEvent } from './conversation-event.ts';
import type { ConversationState } from './conversation-state.ts';
import { everyReading } from './every-reading.ts';
import { foldLog, type LoggedEvent } from './fold-log.ts';
import { hear } from './hear.ts';
import { restore } from './restore.ts';

const BORN: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
const ASKING_OTHERS = `
flow: lookup
start: { keywords: [look up] }
slots: { what: { type: text }, found: { type: text } }
steps:
  what: { ask: what, say: What?, interrupt: false, attempts: 2, media: accept }
  find: { call: orders.find, with: { what: '{{ what }}' }, save: found, failed: { goto: sorry } }
  pause: { wait: 2h, goto: told }
  sorry: { say: Sorry., goto: told }
  told: { flow: identify, with: { topic: '{{ found }}' }, save: { what: name }, goto: end }`;

const SHOP = aRelease(
  [RETURNS, HOURS, TRACK, CALLER, CALLED, ASKING_OTHERS],
  `${A_BOT}connectors: { orders.find: { policy: safe } }\n`,
);
const SAMPLE = sampleBot();

function sampleBot(): CompiledRelease {
  const compiled = compileRelease(readFolder('flows'));
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.release;
}

const TEXTS = [
  ...['return', 'devolver', 'track', 'hours', 'claim', 'look up', 'hola', 'where is my order'],
  ...['damaged', 'car', 'home', '1', 'yes', 'no', 'AB12', 'AB123456', '42', 'Ann', 'hm', ''],
  ...['menu', 'agent', 'stop', 'start', 'bot', 'cancel', 'repeat', 'back', 'english', 'español'],
  ...['no, i meant AB34', 'no, I meant wrong', 'quise decir equivocado', 'i meant', '\u0000'],
];
const anEvent = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...TEXTS).map(message) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map(message) },
  { weight: 1, arbitrary: fc.constant({ ...message(''), media: ['https://media.example/1'] }) },
  { weight: 3, arbitrary: fc.constant('timer' as const) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.jsonValue({ maxDepth: 2 }).map((value) => ({ kind: 'call-result' as const, value })),
      fc.constant({ kind: 'call-failed' as const, reason: 'down' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<ConversationEvent>(
      { kind: 'agent-took', agent: 'ann' },
      { kind: 'agent-reply', agent: 'ann', text: 'Hi {{ x }}' },
      { kind: 'returned-to-bot', by: 'ann' },
      { kind: 'blocked', by: 'lee', reason: 'spam', forMs: 3_600_000 },
      { kind: 'unblocked', by: 'lee' },
      { kind: 'timer', timer: 'xstate.stop', gen: 1 },
    ),
  },
);
type Drawn = typeof anEvent extends fc.Arbitrary<infer T> ? T : never;

function message(text: string): Extract<ConversationEvent, { kind: 'message' }> {
  return { kind: 'message', text, media: [] };
}

/** What was drawn, as it can happen to this state: the oldest timer, the answer that is waited for. */
function happening(drawn: Drawn, { snapshot }: ConversationState): ConversationEvent {
  const [oldest] = snapshot?.timers ?? [];
  if (drawn === 'timer') {
    return { kind: 'timer', timer: oldest?.id ?? 'none', gen: oldest?.gen ?? 0 };
  }
  if (drawn.kind === 'call-result' || drawn.kind === 'call-failed') {
    return { callSeq: oldest?.gen ?? 0, ...drawn };
  }
  return drawn;
}

describe.each([
  ['the sample bot', SAMPLE],
  ['a bot that calls, digresses and waits', SHOP],
])('advance, for any events to %s', (_name, release) => {
  it('never throws, loses nothing in JSON, and is repeated by the log', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anEvent, fc.integer({ min: 0, max: 40 })), { maxLength: 40 }),
        (drawn) => {
          const log: LoggedEvent[] = [];
          let state = BORN;
          let atMs = Date.UTC(2026, 0, 1);
          for (const [each, hours] of drawn) {
            const event = happening(each, state);
            const seq = state.lastSeq + 1;
            atMs += hours * 3_600_000;
            const at = new Date(atMs);

            const once = advance(release, state, event, seq, at);
            const stored = JSON.parse(JSON.stringify(state)) as ConversationState;
            const again = advance(release, stored, event, seq, at);

            expect(JSON.stringify(again)).toBe(JSON.stringify(once));
            if (once.outcome === 'ignored') continue;
            if (event.kind === 'message') expectReading(release, state, event.text, at);
            log.push({ seq, at, event, releaseId: 1, isParked: false });
            state = once.state;
            expectBounded(state);
          }
          expect(foldLog(log, () => release)).toEqual(state);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads whatever stands in a context at rest', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue()), (context) => {
        const snapshot = { value: { bot: 'rest' }, context, timers: [] };
        const state: ConversationState = { ...BORN, snapshot };

        expect(() => advance(release, state, message('42'), 2, new Date(0))).not.toThrow();
      }),
    );
  });
});

const FIELDS = ['locale', 'language', 'met', 'misses', 'tries', 'stack', 'trail', 'late', 'turns'];

function expectReading(
  release: CompiledRelease,
  state: ConversationState,
  text: string,
  at: Date,
): void {
  const { place, context } = restore(release, state.snapshot);
  const { routed } = hear(release, place, context, { text, media: [] }, at.getTime());

  expect(everyReading(release, state, text, at)[0]).toEqual(routed);
}

const KEYS = [
  ...['bot/returns/why', 'bot/returns/which', 'bot/returns/done', 'bot/claim/find', 'bot/rest'],
  ...['bot/claim/what', 'bot/lookup/pause', 'bot/lookup/find', 'bot/gone/x', 'queue/waiting', ''],
];
const aFrame = fc.record({
  at: fc.constantFrom(...KEYS),
  kind: fc.constantFrom('call', 'aside'),
  slots: fc.dictionary(fc.constantFrom('number', 'reason', 'who', 'what'), fc.jsonValue()),
  trail: fc.array(fc.constantFrom(...KEYS)),
  atMs: fc.constant(0),
});

describe('advance, for what another release has put aside', () => {
  it('goes on with it or drops it, and never throws', () => {
    const said = fc.constantFrom('42', 'ab12', 'back', 'repeat', 'cancel', 'hours', 'damaged');
    const context = fc.record({
      ...{ stack: fc.array(aFrame), late: fc.option(aFrame) },
      trail: fc.array(fc.constantFrom(...KEYS)),
    });
    const value = fc.constantFrom<unknown>({ bot: { track: { ask: 'open' } } }, { bot: 'rest' });
    fc.assert(
      fc.property(value, context, said, (value, context, text) => {
        const snapshot = { value, context: { ...context, met: true }, timers: [] };
        const state: ConversationState = { ...BORN, snapshot };

        const { state: after } = advance(SHOP, state, message(text), 2, new Date(0));

        expect(() => advance(SHOP, after, message('hm'), 3, new Date(0))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

/** Whatever happens, a conversation stays small. */
function expectBounded({ snapshot }: ConversationState): void {
  const { stack = [], trail = [] } = (snapshot?.context ?? {}) as Partial<
    Record<'stack' | 'trail', readonly { kind: string }[]>
  >;
  expect(stack.filter(({ kind }) => kind === 'aside').length).toBeLessThanOrEqual(3);
  expect(trail.length).toBeLessThanOrEqual(8);
  expect(snapshot?.timers.length ?? 0).toBeLessThanOrEqual(3);
}
