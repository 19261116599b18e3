import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { advance, isAtRest, troubleReply } from './advance.ts';
import type { ConversationEvent } from './conversation-event.ts';
import type { ConversationState } from './conversation-state.ts';
import { SnapshotUnreadable, TransitionFailed } from './transition-errors.ts';

const ORDER = `
flow: order
start: { keywords: { en: [order, my order], es: [pedido] } }
slots: { number: { type: text, pattern: '^[0-9]+$' }, total: { type: number }, note: { type: text } }
steps:
  ask_number:
    ask: number
    say: { en: Number?, es: ¿Número? }
    invalid: [Digits only., { say: Look again., repeat: true }]
    silence: { after: 30m, say: Still there?, then: { after: 12h, goto: end } }
  ask_total: { ask: total, say: Total?, interrupt: false }
  sort:
    decide:
      - { when: total > 100, goto: dear }
      - else: cheap
  dear: { handoff: { queue: care, priority: high, reason: 'order {{ number }}' }, say: One moment. }
  cheap:
    set: { note: '{{ number }}/{{ total }}' }
    write: { attributes: { total: '{{ total }}', note: '{{ note }}' }, event: Order asked }
  pause: { wait: 2h }
  done: { say: ['Still on it.', { text: 'Done {{ note }}.', after: 2s, policy: hold }], goto: end }
`;
const release = aRelease([ORDER]);
const BORN: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
const AT = new Date('2026-01-01T00:00:00Z');

function chatWith(...texts: readonly string[]): Chat {
  const chat = new Chat(release);
  for (const text of texts) chat.says(text);
  return chat;
}

describe('advance', () => {
  it('asks, waits, decides, sets, writes and says what comes of it', () => {
    const chat = chatWith('my order', '42');

    expect(chat.says('99.5')).toEqual([]);
    expect(chat.effects).toEqual(
      [
        {
          ...{ kind: 'write-back', step: 'order.cheap' },
          attributes: { total: 99.5, note: '42/99.5' },
          event: { name: 'Order asked', properties: {} },
        },
      ].map((effect) => expect.objectContaining({ kind: effect.kind, step: effect.step })),
    );
    expect(chat.after(2)).toEqual(['Still on it.', expect.stringMatching(/^Done 42\//)]);
    expect(chat.last?.effects[1]).toMatchObject({ delayMs: 2_000, policy: 'hold', sender: 'bot' });
    expect(isAtRest(chat.state)).toBe(true);
  });

  it('climbs the ladder one rung an attempt and hands off above it', () => {
    const chat = chatWith('order');

    expect(chat.says('x')).toEqual(['Digits only.']);
    expect(chat.says('y')).toEqual(['Look again.', 'Number?']);
    chat.says('z');

    expect(chat.state.owner).toBe('queue');
  });

  it('starts the ladder anew when the question is asked again', () => {
    const chat = chatWith('order', 'x', 'order');

    expect(chat.says('x')).toEqual(['Digits only.']);
  });

  it('lets silence pass in turn, each counted from the one before', () => {
    const chat = chatWith('order');

    expect(chat.after(0.4)).toEqual([]);
    expect(chat.after(0.1)).toEqual(['Still there?']);
    expect(chat.after(11.9)).toEqual([]);
    chat.after(0.1);

    expect(isAtRest(chat.state)).toBe(true);
  });

  it('starts the silence anew with every answer, also a wrong one', () => {
    const chat = chatWith('order');
    chat.after(0.4);
    chat.says('wrong');

    expect(chat.last?.armed).toHaveLength(1);
    expect(chat.last?.disarmed).toEqual([]);
    expect(chat.after(0.4)).toEqual([]);
    expect(chat.after(0.1)).toEqual(['Still there?']);
  });

  it('changes nothing at all for a timer of an earlier visit', () => {
    const chat = chatWith('order');
    const stale = chat.state.snapshot?.timers[0];
    chat.says('wrong');
    const before = chat.state;

    const advanced = advance(
      ...([
        release,
        before,
        { kind: 'timer', timer: stale?.id ?? '', gen: stale?.gen ?? 0 },
        3,
        AT,
      ] as const),
    );

    expect(advanced).toEqual({
      ...{ state: before, effects: [], armed: [], disarmed: [], holds: [] },
      ...{ fenced: false, outcome: 'ignored' },
    });
  });

  it('takes no event of XState from outside', () => {
    const chat = chatWith('order');
    const [timer] = chat.state.snapshot?.timers ?? [];

    for (const text of [timer?.id ?? '', 'xstate.init', 'xstate.done.state.parley', 'flow.menu']) {
      chat.says(text);
    }
    const forged: ConversationEvent = { kind: 'timer', timer: 'xstate.stop', gen: 1 };

    expect(advance(release, BORN, forged, 1, AT).outcome).toBe('ignored');
  });

  it('hands off with its own words, which outlive the fence, and changes the epoch', () => {
    const chat = chatWith('order', '42');

    expect(chat.says('500')).toEqual(['One moment.']);
    expect(chat.effects).toEqual([
      expect.objectContaining({ kind: 'reply', survivesFence: true, sender: 'bot' }),
      {
        ...{ kind: 'handoff', queue: 'care', priority: 'high', reason: 'order 42' },
        step: 'order.dear',
      },
    ]);
    expect(chat.state).toMatchObject({ owner: 'queue', epoch: 1 });
    expect(chat.last?.fenced).toBe(false);
  });

  it('is silent for the queue and the agent, and comes back by word or by the agent', () => {
    const chat = chatWith('agent');

    expect(chat.says('order')).toEqual([]);
    chat.happens({ kind: 'agent-took', agent: 'ann' });
    expect(chat.last?.fenced).toBe(true);
    expect(chat.says('menu')).toEqual([]);
    expect(chat.happens({ kind: 'agent-reply', agent: 'ann', text: 'Hi {{ x }}' })).toEqual([
      'Hi {{ x }}',
    ]);
    expect(chat.effects[0]).toMatchObject({ sender: 'agent', campaignId: 'c-text' });
    expect(chat.happens({ kind: 'returned-to-bot', by: 'ann' })).toHaveLength(1);

    expect(chat.state).toMatchObject({ owner: 'bot', epoch: 3 });
  });

  it.each([
    ['at rest', []],
    ['in a question', ['order']],
    ['in the queue', ['agent']],
  ])(
    'lets customers stop %s, once they confirm, and hears nothing but start from then on',
    (_where, before) => {
      const chat = chatWith(...before);

      expect(chat.says('STOP!')).toEqual(['Do you want to stop receiving messages from us?']);
      const [words] = chat.says('yes');
      expect(words).toContain('Done');
      expect(chat.effects[0]).toMatchObject({ survivesFence: true, sender: 'system' });
      expect(chat.last?.fenced).toBe(true);
      expect(chat.state).toMatchObject({ owner: 'nobody', snapshot: { timers: [] } });

      expect(chat.says('order')).toEqual([]);
      expect(chat.happens({ kind: 'agent-took', agent: 'ann' })).toEqual([]);
      expect(chat.happens({ kind: 'agent-reply', agent: 'ann', text: 'Hi' })).toEqual([]);
      expect(chat.says('start')).toHaveLength(1);
      expect(chat.state.owner).toBe('bot');
    },
  );

  it('keeps who says no, and takes who says nothing more at their word', () => {
    const stays = chatWith('stop', 'no');
    const silent = chatWith('stop');

    silent.after(24);

    expect(stays.state.owner).toBe('bot');
    expect(silent.state.owner).toBe('nobody');
  });

  it('asks in other words, then shows the menu, then hands off', () => {
    const chat = chatWith('order', 'x', 'order', '1', '2');
    chat.after(3);

    const said = [chat.says('blah'), chat.says('blah')];
    chat.says('Alpha');

    expect(said.map((each) => each.length)).toEqual([1, 2]);
    expect(said[1]?.[1]).toBe('Menu?');
  });

  it('says that it cannot read media', () => {
    expect(chatWith('order').sendsMedia()[0]).toContain('only read text');
  });

  it('is not interrupted where the question does not let itself be', () => {
    const chat = chatWith('order', '42');

    expect(chat.says('pedido')).toEqual(['Sorry, I cannot use that answer.']);
  });

  it('answers in the language of the profile, and of words that only another one has', () => {
    const chat = new Chat(release);

    expect(chat.says('pedido', 'es_MX')).toEqual(['¿Número?']);
    expect(chat.says('my order', 'es_MX')).toEqual(['Number?']);
    expect(chat.says('pedido', 'es_MX')).toEqual(['¿Número?']);
  });

  it('does not read a snapshot that its release has no state for', () => {
    const snapshot = { value: { bot: { order: 'gone' } }, context: {}, timers: [] };

    expect(() =>
      advance(release, { ...BORN, snapshot }, { kind: 'agent-took', agent: 'a' }, 2, AT),
    ).toThrow(SnapshotUnreadable);
  });

  it('says so when the machine fails, and which step it was', () => {
    const doubling = aRelease([
      `flow: f
slots: { s: { type: text }, long: { type: text } }
steps: { a: { ask: s, say: What? }, b: { say: '{{ long | append: long }}' } }`,
    ]);
    const snapshot = {
      value: { bot: { f: 'a' } },
      context: { slots: { long: 'x'.repeat(200_000) } },
      timers: [],
    };
    const answer: ConversationEvent = { kind: 'message', text: 'hm', media: [] };

    const failing = (): unknown => advance(doubling, { ...BORN, snapshot }, answer, 2, AT);

    expect(failing).toThrow(TransitionFailed);
    expect(failing).toThrow(expect.objectContaining({ details: { step: 'f.a', event: 'answer' } }));
  });

  it('moves a conversation at rest to any release', () => {
    const { state } = chatWith('order', 'menu', 'Alpha');
    const other = aRelease(
      ['flow: other\nsteps: { a: { say: Hi } }'],
      A_BOT.replace('[en, es]', '[es]'),
    );

    expect(isAtRest(state)).toBe(true);
    const { effects } = advance(other, state, { kind: 'message', text: 'menu', media: [] }, 9, AT);
    expect(effects.filter(({ kind }) => kind === 'reply')).toHaveLength(1);
  });

  it('apologises for what went wrong, but not to who has opted out', () => {
    expect(troubleReply(release, BORN)).toMatchObject([{ kind: 'reply', sender: 'system' }]);
    expect(troubleReply(release, { ...BORN, owner: 'nobody' })).toEqual([]);
  });
});

const anEvent: fc.Arbitrary<ConversationEvent | 'oldest timer'> = fc.oneof(
  fc
    .oneof(
      fc.constantFrom(
        ...['order', 'pedido', '42', '7', '500', 'x', 'menu', 'agent', 'stop', 'yes', 'no'],
      ),
      fc.constantFrom('start', 'Alpha', '2', 'bot', ''),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    .map((text) => ({ kind: 'message', text, media: [] }) as const),
  fc.constant({ kind: 'agent-took', agent: 'a' } as const),
  fc.constant({ kind: 'agent-reply', agent: 'a', text: 'Hi' } as const),
  fc.constant({ kind: 'returned-to-bot', by: 'a' } as const),
  fc.constant('oldest timer' as const),
);

describe('advance, whatever happens', () => {
  it('is deterministic, survives JSON, and keeps its word on owners, epochs and timers', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 25 }), (events) => {
        let state = BORN;
        events.forEach((each, index) => {
          const [oldest] = state.snapshot?.timers ?? [];
          const event: ConversationEvent =
            each === 'oldest timer'
              ? { kind: 'timer', timer: oldest?.id ?? 'none', gen: oldest?.gen ?? 0 }
              : each;
          const stored = JSON.parse(JSON.stringify(state)) as ConversationState;

          const once = advance(release, state, event, index + 1, AT);
          const again = advance(release, stored, event, index + 1, AT);

          expect(JSON.stringify(again)).toBe(JSON.stringify(once));
          expect(once.state.epoch - state.epoch).toBe(once.state.owner === state.owner ? 0 : 1);
          const armed = once.armed.map(({ id }) => id);
          expect(armed.filter((id) => once.disarmed.includes(id))).toEqual([]);
          const timers = new Map(state.snapshot?.timers.map((timer) => [timer.id, timer]));
          for (const id of once.disarmed) expect(timers.delete(id)).toBe(true);
          for (const timer of once.armed) timers.set(timer.id, timer);
          const kept = [...(once.state.snapshot?.timers ?? [])];
          expect(new Set(kept)).toEqual(new Set(timers.values()));
          if (state.owner === 'nobody' && once.state.owner === 'nobody') {
            expect(once.effects).toEqual([]);
          }
          state = once.state;
        });
      }),
      { numRuns: 300 },
    );
  });
});
