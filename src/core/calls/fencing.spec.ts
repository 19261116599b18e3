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

describe('a conversation that waits for others', () => {
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
