import { beforeEach, describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';

const BOT = `${A_BOT}
slots:
  plan: { type: choice, options: [basic, gold], attribute: plan, default: basic }
  first_name: { type: text, attribute: first_name }
  visits: { type: integer, default: 0 }
hours: { care: { zone: UTC, open: { mon-sun: ['00:00-06:00'] }, closed: ['2026-01-02'] } }
`;
const GREET = `
flow: greet
start: { keywords: [hi] }
slots: { last: { type: text, scope: conversation }, mood: { type: text, default: fine } }
steps:
  count: { set: { visits: '{{ visits | plus: 1 }}' } }
  say: { say: '{{ first_name }} {{ plan }} {{ visits }} {{ mood }} {{ last }}' }
  ask: { ask: mood, say: 'How are you?' }
  keep: { set: { last: '{{ mood }}' } }
  sort: { decide: [{ when: hours.care, goto: open }, { else: end }] }
  open: { say: We are here, goto: end }
`;
const FORGET = `
flow: forget
start: { keywords: [forget] }
steps: { all: { set: { visits: null, plan: null, first_name: null } } }
`;

describe("the bot's slots", () => {
  const release = aRelease([GREET, FORGET], BOT);
  let chat: Chat;
  beforeEach(() => {
    chat = new Chat(release);
  });

  const saysWith = (text: string, attributes: Record<string, string | number | boolean>) =>
    chat.happens({ kind: 'message', text, media: [], attributes });

  it('outlive their flow; a flow starts with its own at their defaults', () => {
    chat.says('hi');
    chat.says('so so');

    expect(chat.says('hi')).toEqual([' basic 2 fine so so', 'How are you?']);
  });

  it('outlive an agent, too', () => {
    chat.says('hi');
    chat.says('agent');
    chat.says('menu');

    expect(chat.says('hi')[0]).toBe(' basic 2 fine ');
  });

  it('are filled by the attributes that a message brings, whatever it says', () => {
    saysWith('agent', { first_name: 'Ana', plan: 'Gold', shoe_size: 42 });
    chat.says('menu');

    expect(chat.says('hi')[0]).toBe('Ana gold 1 fine ');
  });

  it('stay as they are where an attribute does not fit', () => {
    saysWith('hi', { plan: 'gold' });

    expect(saysWith('hi', { plan: 'platinum', first_name: 'x'.repeat(5_000) })[0]).toContain(
      ' gold ',
    );
  });

  it('have their defaults again once they are forgotten', () => {
    saysWith('hi', { plan: 'gold' });
    chat.says('forget');

    expect(chat.says('hi')[0]).toBe(' basic 1 fine ');
  });

  it('are a few bytes at rest, and none where there are none', () => {
    const stranger = new Chat(aRelease([]));
    stranger.says('menu');
    stranger.says('alpha');
    chat.says('forget');

    expect(stranger.state.snapshot?.context).toEqual({ locale: 'en', met: true });
    expect(chat.state.snapshot?.context['slots']).toEqual({ plan: 'basic', visits: 0 });
  });
});

describe('a conversation at rest that moves to another release', () => {
  it('keeps what fits the slots there, and forgets the rest', () => {
    const chat = new Chat(aRelease([GREET], BOT));
    chat.happens({ kind: 'message', text: 'hi', media: [], attributes: { first_name: 'Ana' } });
    chat.says('fine');
    const bot = `${A_BOT}\nslots: { first_name: { type: text }, visits: { type: date } }`;
    const flow =
      'flow: g\nstart: { keywords: [hi] }\nsteps: { a: { say: "{{ first_name }}:{{ visits }}" } }';
    const later = new Chat(aRelease([flow], bot));
    later.state = chat.state;

    expect(later.says('hi')).toEqual(['Ana:']);
    expect(later.state.snapshot?.context['slots']).toEqual({ first_name: 'Ana' });
  });
});

describe('opening hours in a condition', () => {
  it('are those of the moment of the message', () => {
    const answers = [1, 8, 24].map((hours) => {
      const chat = new Chat(aRelease([GREET], BOT));
      chat.after(hours);
      chat.says('hi');
      return chat.says('fine');
    });

    expect(answers).toEqual([['We are here'], [], []]);
  });
});
