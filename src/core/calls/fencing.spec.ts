import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { advance } from '#core/conversation/advance.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { ConversationState } from '#core/conversation/conversation-state.ts';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';

const TRACK = `
flow: track
start: { keywords: [track] }
slots: { status: { type: text } }
steps:
  find:
    call: orders.find
    save: status
    timeout: 10s
    failed: { say: It broke., goto: end }
    timed_out: { say: Too slow., goto: end }
  tell: { say: 'It is {{ status }}.', goto: find_again }
  find_again:
    ai: Say something kind.
    save: status
    timeout: 10s
    failed: { say: It broke again., goto: end }
  tell_again: { say: 'It is {{ status }}.', goto: end }
`;
const release = aRelease([TRACK], `${A_BOT}\nconnectors: { orders.find: { policy: safe } }\n`);
const START: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
const AT_MS = Date.parse('2026-01-01T00:00:00Z');

type Act =
  | { readonly act: 'writes'; readonly text: string }
  | { readonly act: 'answer' | 'failure'; readonly which: number }
  | { readonly act: 'timer' | 'takes' | 'returns' };
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constant('writes' as const),
    text: fc.constantFrom('track', 'track', 'hm', 'cancel', 'menu', 'stop', 'yes', 'start'),
  }),
  fc.record({ act: fc.constantFrom('answer', 'failure'), which: fc.nat(3) }),
  fc.record({ act: fc.constantFrom('timer', 'takes', 'returns') }),
);

/** One chat, whose answers come whenever they like; each says the call that it answers. */
class Run {
  state = START;
  readonly asked: number[] = [];
  readonly left = new Set<number>();
  readonly wrongs: string[] = [];

  /** At the same moment, to go another way from there. */
  again(): Run {
    const run = new Run();
    run.state = this.state;
    run.asked.push(...this.asked);
    for (const seq of this.left) run.left.add(seq);
    run.wrongs.push(...this.wrongs);
    return run;
  }

  do(act: Act): void {
    const event = this.eventOf(act);
    if (event === undefined) return;
    const before = this.state;
    const seq = before.lastSeq + 1;
    const { state, effects, outcome } = advance(release, before, event, seq, this.at(seq));
    if (outcome === 'ignored') return;

    this.state = JSON.parse(JSON.stringify(state)) as ConversationState;
    for (const effect of effects) {
      if (effect.kind === 'call') this.asked.push(seq);
      if (effect.kind === 'reply') this.hear(effect.properties, effect.sender);
    }
    this.leave(
      event,
      effects.some(({ kind }) => kind === 'call'),
      seq,
    );
  }

  private hear(properties: Readonly<Record<string, unknown>>, sender: string): void {
    const text = String(properties['external_system_msg_body']);
    const answered = /It is s(\d+)\./.exec(text)?.[1];
    if (answered !== undefined && this.left.has(Number(answered))) {
      this.wrongs.push(`late: ${text}`);
    }
    if (sender === 'bot' && this.state.owner === 'agent') {
      this.wrongs.push(`over a person: ${text}`);
    }
  }

  /** What ends the waiting for each call that was asked before. */
  private leave(event: ConversationEvent, asksAnew: boolean, seq: number): void {
    const isLeaving =
      event.kind === 'agent-took' ||
      event.kind === 'timer' ||
      'callSeq' in event ||
      asksAnew ||
      this.state.owner !== 'bot';
    if (!isLeaving) return;
    for (const asked of this.asked) if (asked !== seq) this.left.add(asked);
  }

  private eventOf(act: Act): ConversationEvent | undefined {
    switch (act.act) {
      case 'writes':
        return { kind: 'message', text: act.text, media: [] };
      case 'timer': {
        const timer = this.state.snapshot?.timers[0];
        return timer && { kind: 'timer', timer: timer.id, gen: timer.gen };
      }
      case 'takes':
        return { kind: 'agent-took', agent: 'ana' };
      case 'returns':
        return { kind: 'returned-to-bot', by: 'ana' };
      case 'answer':
      case 'failure': {
        const callSeq = this.asked.at(-1 - act.which);
        if (callSeq === undefined) return undefined;
        return act.act === 'failure'
          ? { kind: 'call-failed', callSeq, reason: '' }
          : { kind: 'call-result', callSeq, value: `s${String(callSeq)}` };
      }
    }
  }

  private at(seq: number): Date {
    return new Date(AT_MS + seq * 1_000);
  }
}

/** Every order of these, so many of them, each as often as it likes. */
function everyOrder(run: Run, acts: readonly Act[], length: number, done: readonly Act[]): number {
  if (run.wrongs.length > 0) throw new Error(JSON.stringify([run.wrongs, done]));
  if (length === 0) return 1;
  let orders = 0;
  for (const act of acts) {
    const next = run.again();
    next.do(act);
    orders += everyOrder(next, acts, length - 1, [...done, act]);
  }
  return orders;
}

const ANSWERS: Act = { act: 'answer', which: 0 };
const OLD_ANSWERS: Act = { act: 'answer', which: 1 };
const WRITES: Act = { act: 'writes', text: 'hm' };
const TAKES: Act = { act: 'takes' };
const TIMER: Act = { act: 'timer' };

describe('a conversation that waits for others', () => {
  it.each([
    ['a connector', []],
    ['the AI', [ANSWERS]],
  ])(
    'says nothing that is stale in any order of what can happen while it waits for %s',
    (_, way) => {
      const run = new Run();
      for (const act of [{ act: 'writes', text: 'track' } as const, ...way]) run.do(act);
      const inPlay = [ANSWERS, OLD_ANSWERS, WRITES, TAKES, TIMER];

      expect(everyOrder(run, inPlay, 5, [])).toBe(5 ** 5);
      // And given back in between, so that it goes on.
      expect(everyOrder(run, [...inPlay, { act: 'returns' }], 4, [])).toBe(6 ** 4);
    },
  );

  it('says nothing that is stale, and nothing over a person, in whatever order all comes', () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.array(acts, { minLength: 3, maxLength: 25 }), (script) => {
        const run = new Run();
        run.do({ act: 'writes', text: 'track' });
        for (const act of script) run.do(act);

        answered += run.left.size;
        expect(run.wrongs).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(answered).toBeGreaterThan(100);
  });
});
