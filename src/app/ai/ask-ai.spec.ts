import { describe, expect, it } from '@jest/globals';

import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { NOTHING_USED, type Spent } from '#core/ai/ai-budget.ts';
import type { KeptSaid } from '#core/ai/heard.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import type { KeptBefore } from '#core/ai/recap.ts';
import { callSettlementOf } from '#core/calls/call-settlement.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { Call } from '#core/conversation/effect.ts';
import type { LoggedEvent } from '#core/conversation/fold-log.ts';
import { restore } from '#core/conversation/restore.ts';
import { handoffCard } from '#core/handoff/card.ts';

import { CountedAiTally } from '../../../test/support/calls/counted-ai-tally.ts';
import { aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { AiLedger } from '../ports/ai-ledger.ts';
import { CallTally } from '../ports/call-tally.ts';
import { ChatModel, type ModelTrouble } from '../ports/chat-model.ts';
import { KnowledgeBase } from '../ports/knowledge-base.ts';
import { AskAi } from './ask-ai.ts';
import { AskConnectors } from './ask-connectors.ts';

const ADVISE = `
flow: advise
start: { keywords: [advise] }
slots:
  said: { type: object, fields: { text: text, handoff: boolean } }
  topic: { type: text, pattern: 'T[0-9]' }
steps:
  think: { ai: Help., save: said, settle: 0s, one_moment: 2s, failed: { goto: unsure } }
  led: { decide: [{ when: said.handoff, goto: person }, { else: tell }] }
  tell: { say: '{{ said.text }}', goto: end }
  person: { handoff: { queue: care } }
  unsure:
    ask: topic
    say: Which topic?
    invalid: [T and a digit., { handoff: { queue: care, reason: no topic } }]
    undelivered: { handoff: { queue: returns } }
    goto: end
`;
const RELEASE = aRelease([ADVISE]);

type Told = { readonly answer: ModelAnswer } | ModelTrouble;
const told = (content: string, more: Partial<ModelAnswer> = {}): Told => ({
  answer: { ...{ content, finish: 'stop', refusal: undefined }, ...more },
});
const text = (words: string): Told => told(JSON.stringify({ text: words, handoff: false }));

class ScriptedModel extends ChatModel {
  override readonly model = 'scripted';

  constructor(private readonly script: Told) {
    super();
  }

  override complete(): ReturnType<ChatModel['complete']> {
    const { script } = this;
    if ('kind' in script) return Promise.resolve(script);
    return Promise.resolve({ ...script, use: { tokensIn: 1, tokensOut: 1 } });
  }
}

class QuietLedger extends AiLedger {
  constructor(private readonly tokens: number) {
    super();
  }

  override said(): Promise<readonly KeptSaid[]> {
    return Promise.resolve([{ seq: 1, who: 'customer', text: 'advise', isSaid: true }]);
  }

  override before(): Promise<KeptBefore> {
    return Promise.resolve({ endedSeq: 0, summary: undefined });
  }

  override keepSummary(): Promise<void> {
    return Promise.resolve();
  }

  override spent(): Promise<Spent> {
    return Promise.resolve({
      byChat: { ...NOTHING_USED, tokens: this.tokens },
      byAll: NOTHING_USED,
    });
  }

  override write(): Promise<void> {
    return Promise.resolve();
  }

  override writeTool(): Promise<void> {
    return Promise.resolve();
  }

  override isAwaited(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

class NothingKnown extends KnowledgeBase {
  override find(): Promise<readonly FoundPassage[]> {
    return Promise.resolve([]);
  }
}

class Untold extends CallTally {
  override countCall(): void {
    // Nobody asks here.
  }

  override tookCall(): void {
    // Nor here.
  }
}

function anAi(script: Told, used = 0): AskAi {
  const clock = new MonotonicClock();
  const tally = new CountedAiTally();
  const timers = new NodeTimers();
  const connectors = new AskConnectors({ clock, timers, tally: new Untold() });
  const world = {
    ...{
      model: new ScriptedModel(script),
      ledger: new QuietLedger(used),
      clock,
      timers,
      tally,
      connectors,
    },
    ...{ knowledge: new NothingKnown(), incidents: new HeardIncidents(), hash: () => 'hash' },
  };
  const budgets = { turn: {}, chat: { tokens: 100 }, day: {} };
  return new AskAi(world, { budgets, price: undefined });
}

/** A customer whose chat is kept as the log keeps it. */
class Kept {
  readonly log: LoggedEvent[] = [];
  readonly asked: { readonly seq: number; readonly step: string }[] = [];
  readonly chat = new Chat(RELEASE);

  happens(event: ConversationEvent): readonly string[] {
    const words = this.chat.happens(event);
    const seq = this.chat.state.lastSeq;
    this.log.push({ seq, at: new Date(seq), event, releaseId: 1, isParked: false });
    const { call } = this;
    if (call !== undefined) this.asked.push({ seq, step: call.step });
    return words;
  }

  says(words: string): readonly string[] {
    return this.happens({ kind: 'message', text: words, media: [] });
  }

  /** Of the last event. */
  get call(): Call | undefined {
    return this.chat.effects.find((effect) => effect.kind === 'call');
  }

  /** Asks as the worker does, and brings what came of it. */
  async answers(ai: AskAi): Promise<readonly string[]> {
    const { call } = this;
    if (call === undefined) throw new Error('Nobody asks');
    const seq = this.chat.state.lastSeq;
    const { connector: target, input, policy, step, timeoutMs: leftMs } = call;
    const row = { conversationId: 'c', seq, idx: 0, target, input, policy, step, leftMs };
    const outcome = await ai.ask({ ...row, attempt: 1 }, AbortSignal.timeout(5_000));
    if (outcome.kind === 'awaited') throw new Error('No model answers later');
    const settled = callSettlementOf(outcome, { policy, attempt: 2, attempts: 2, leftMs });
    if (settled.kind === 'answer') {
      return this.happens({ kind: 'call-result', callSeq: seq, value: settled.value });
    }
    return this.happens({ kind: 'call-failed', callSeq: seq, reason: settled.reason });
  }

  /** A clock of the state that waits runs out. */
  waits(ms: number): readonly string[] {
    const timer = `xstate.after.${String(ms)}.`;
    const due = this.chat.state.snapshot?.timers.find(({ id }) => id.startsWith(timer));
    if (due === undefined) throw new Error(`No clock of ${String(ms)} ms`);
    return this.happens({ kind: 'timer', timer: due.id, gen: due.gen });
  }

  get why(): string {
    const { state } = this.chat;
    if (state.snapshot === undefined) throw new Error('Nothing has happened');
    const { held } = restore(RELEASE, state.snapshot).context;
    if (held === null) throw new Error('Nobody is before people');
    const past = { log: this.log, said: [], asked: this.asked };
    return handoffCard(held, past, { id: 1, ...RELEASE.desk }).why;
  }
}

const LADDER = ': twice no accepted answer to "topic"';

describe('an AI that cannot answer', () => {
  it.each<readonly [string, Told, string]>([
    ['a refusal', told('{}', { refusal: 'no' }), 'the model refused'],
    ['a filter', told('', { finish: 'content_filter' }), 'the model was stopped: content_filter'],
    ['nonsense', told('flurb'), 'the model answered no JSON object'],
    ['broken JSON', told('{"text":"Hi"'), 'the model answered no JSON object'],
    ['nothing', text('  '), 'the model said nothing'],
    ['too much', text('word '.repeat(300)), 'the model said too much'],
    ['what was cut', told('{"text":"Hi', { finish: 'length' }), 'the model was stopped: length'],
    [
      'an unsafe link',
      text('Pay at https://evil.test/now'),
      'the model gave a link that is not its own',
    ],
    [
      'an unsafe number',
      text('Call +1 900 555 0199'),
      'the model gave a number to call that is not its own',
    ],
    [
      'an error of its provider',
      { kind: 'ambiguous', reason: 'the model answers 500' },
      'the model answers 500',
    ],
    [
      'nothing in time',
      { kind: 'ambiguous', reason: 'the model did not answer in time' },
      'the model did not answer in time',
    ],
  ])(
    'takes the ladder and then a person with %s, and the card says why',
    async (_what, script, why) => {
      const kept = new Kept();
      kept.says('advise');

      expect(await kept.answers(anAi(script))).toEqual(['Which topic?']);
      expect(kept.says('hm')).toEqual(['T and a digit.']);
      kept.says('hm');

      expect(kept.chat.state.owner).toBe('queue');
      expect(kept.why).toBe(`no topic: the AI gave no answer that may be used (${why})${LADDER}`);
    },
  );

  it('is not asked once its budget is used up, and the card says that', async () => {
    const kept = new Kept();
    kept.says('advise');

    expect(await kept.answers(anAi(text('Hi.'), 100))).toEqual(['Which topic?']);
    kept.says('hm');
    kept.says('hm');

    expect(kept.why).toContain('(this chat has used its tokens of the day)');
  });

  it('has no longer than its step waits, whatever was said meanwhile', () => {
    const kept = new Kept();
    kept.says('advise');
    kept.waits(2_000);

    expect(kept.waits(10_000)).toEqual(['Which topic?']);
    kept.says('hm');
    kept.says('hm');

    expect(kept.why).toBe(`no topic: the AI gave no answer in time${LADDER}`);
  });

  it('is no reason where a person came before it could answer', () => {
    const kept = new Kept();
    kept.says('advise');
    kept.waits(2_000);
    kept.says('agent');

    expect(kept.why).not.toContain('AI');
  });

  it('is none any more after much else was said', async () => {
    const kept = new Kept();
    kept.says('advise');
    await kept.answers(anAi(told('flurb')));
    kept.says('T1');
    for (let more = 0; more < 5; more += 1) kept.says('menu');
    kept.says('agent');

    expect(kept.why).not.toContain('AI');
  });
});

describe('an AI that asks for a person', () => {
  it('gets one, and the card says that it asked', async () => {
    const kept = new Kept();
    kept.says('advise');
    await kept.answers(anAi(told('{"text":"","handoff":true}')));

    expect(kept.chat.state.owner).toBe('queue');
    expect(kept.why).toBe('The AI asked for a person');
  });

  it('is not what brought somebody who was answered', async () => {
    const kept = new Kept();
    kept.says('advise');
    expect(await kept.answers(anAi(text('Soon.')))).toEqual(['Soon.']);
    kept.says('agent');

    expect(kept.why).not.toContain('AI');
  });
});

describe('words that did not arrive', () => {
  it('bring a person where the flow says so, and the card says which and why', async () => {
    const kept = new Kept();
    kept.says('advise');
    await kept.answers(anAi(told('flurb')));
    kept.happens({
      ...{ kind: 'delivery-failed', replySeq: 2, replyIdx: 0, step: 'advise.unsure' },
      ...{ failure: 'failed', code: '131047', reason: 're-engagement message' },
    });

    expect(kept.chat.state.owner).toBe('queue');
    expect(kept.why).toBe(
      'What advise.unsure said did not reach the customer (failed: 131047 re-engagement message)',
    );
  });
});
