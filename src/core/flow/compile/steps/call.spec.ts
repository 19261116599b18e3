import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isAtRest } from '#core/conversation/advance.ts';

import { A_BOT, aRelease, problemsOf } from '../../../../../test/support/flow/a-release.ts';
import { Chat } from '../../../../../test/support/flow/chat.ts';

const BOT = `${A_BOT}
connectors: { orders.find: { policy: idempotent } }
canvases: { rebooked: { canvas: canvas-1 } }
`;
const LOOK_UP = `
flow: track
start: { keywords: [track] }
slots:
  number: { type: integer }
  order: { type: object, fields: { status: text, late: boolean } }
steps:
  ask: { ask: number, say: Number? }
  look_up:
    call: orders.find
    with: { number: '{{ number }}', note: 'no. {{ number }}', exact: true }
    save: order
    timeout: 5s
    failed: { say: It broke., goto: end }
    timed_out: { say: Too slow., handoff: { queue: care, reason: 'order {{ number }}' } }
    write: { event: Order found }
  tell: { say: 'It is {{ order.status }}.', goto: end }
`;

const RELEASE = aRelease([LOOK_UP], BOT);

/** A conversation that waits for the order system. */
function waiting(): Chat {
  const chat = new Chat(RELEASE);
  chat.says('track');
  chat.says('42');
  return chat;
}

const SECOND = 1 / 3_600;

describe('a call', () => {
  it('is asked with rendered values of their types, by the policy of its connector', () => {
    expect(waiting().effects).toEqual([
      {
        ...{ kind: 'call', connector: 'orders.find', policy: 'idempotent', timeoutMs: 5_000 },
        ...{ step: 'track.look_up', input: { number: 42, note: 'no. 42', exact: true } },
      },
    ]);
  });

  it('goes on with its answer, of which the declared fields are kept', () => {
    const chat = waiting();

    const value = { status: 'shipped', late: false, secret: 'x' };
    expect(chat.happens({ kind: 'call-result', callSeq: 2, value })).toEqual(['It is shipped.']);
    expect(chat.effects.map(({ kind }) => kind)).toEqual(['write-back', 'reply']);
    expect(isAtRest(chat.state)).toBe(true);
    expect(chat.state.snapshot?.timers).toEqual([]);
  });

  it.each(['shipped', null, {}, { error: 'no such order' }])('fails by the answer %j', (value) => {
    const chat = waiting();

    expect(chat.happens({ kind: 'call-result', callSeq: 2, value })).toEqual(['It broke.']);
  });

  it('fails where the other system does', () => {
    const chat = waiting();

    expect(chat.happens({ kind: 'call-failed', callSeq: 2, reason: '500' })).toEqual(['It broke.']);
  });

  it('goes its own way where the other system says no', () => {
    const no = { kind: 'call-failed', callSeq: 2, reason: 'HTTP 404', isRefused: true } as const;
    const withWay = LOOK_UP.replace(
      '    write:',
      '    refused: { say: No such order., goto: end }\n    write:',
    );
    const chat = new Chat(aRelease([withWay], BOT));
    chat.says('track');
    chat.says('42');

    expect(chat.happens(no)).toEqual(['No such order.']);
    expect(waiting().happens(no)).toEqual(['It broke.']);
  });

  it('is waited for so long and no longer, and answered too late it changes nothing', () => {
    const chat = waiting();

    expect(chat.after(4 * SECOND)).toEqual([]);
    expect(chat.after(SECOND)).toEqual(['Too slow.']);
    expect(chat.effects.at(-1)).toMatchObject({ kind: 'handoff', reason: 'order 42' });
    const before = chat.state;
    chat.happens({ kind: 'call-result', callSeq: 2, value: { status: 'late' } });

    expect(chat.last?.outcome).toBe('ignored');
    expect(chat.state).toEqual(before);
  });

  it('tells who writes meanwhile to wait, also when it is a picture or a keyword', () => {
    const chat = waiting();
    const oneMoment = ['One moment, please: I am still looking that up.'];

    expect(chat.says('hello?')).toEqual(oneMoment);
    expect(chat.sendsMedia()).toEqual(oneMoment);
    expect(chat.says('track')).toEqual(oneMoment);
    expect(chat.after(5 * SECOND)).toEqual(['Too slow.']);
  });

  it('is left by a command, and its answer then finds nobody', () => {
    const chat = waiting();

    expect(chat.says('menu')).toEqual(['Menu?']);
    expect(chat.happens({ kind: 'call-result', callSeq: 2, value: { status: 'x' } })).toEqual([]);
    expect(chat.last?.outcome).toBe('ignored');
  });

  it('takes no answer to an earlier question', () => {
    const chat = waiting();
    chat.says('menu');
    chat.says('track');
    chat.says('43');

    chat.happens({ kind: 'call-result', callSeq: 2, value: { status: 'of 42' } });

    expect(chat.last?.outcome).toBe('ignored');
    const callSeq = chat.state.lastSeq;
    expect(chat.happens({ kind: 'call-result', callSeq, value: { status: 'x' } })[0]).toBe(
      'It is x.',
    );
  });

  it('survives any answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const chat = waiting();
        expect(chat.happens({ kind: 'call-result', callSeq: 2, value })).toHaveLength(1);
      }),
    );
  });
});

const ASK_AI = `
flow: why
start: { keywords: [why] }
slots: { answer: { type: text } }
steps:
  think: { ai: { en: Say why., es: Di por qué. }, save: answer, failed: { say: No idea., goto: end } }
  tell: { say: '{{ answer }}', goto: end }
`;

describe('an AI', () => {
  it('is told what to do in the language of the customer, and may be asked again', () => {
    const chat = new Chat(aRelease([ASK_AI]));
    chat.says('why', 'es');

    expect(chat.effects).toEqual([
      {
        ...{ kind: 'call', connector: 'ai', policy: 'safe', timeoutMs: 10_000, settleMs: 1_500 },
        ...{ step: 'why.think', input: { instructions: 'Di por qué.' } },
      },
    ]);
    expect(chat.happens({ kind: 'call-result', callSeq: 1, value: 'Because.' })).toEqual([
      'Because.',
    ]);
  });

  it('that gives no answer in time has failed, where nothing else is said', () => {
    const chat = new Chat(aRelease([ASK_AI]));
    chat.says('why');

    expect(chat.after(11 * SECOND)).toEqual(['No idea.']);
  });
});

describe('a Canvas', () => {
  it('is entered between what is said before and after, with typed properties', () => {
    const flow = `
flow: rebook
start: { keywords: [rebook] }
slots: { seats: { type: integer } }
steps:
  ask: { ask: seats, say: Seats? }
  before: { say: Before. }
  enter: { canvas: rebooked, with: { seats: '{{ seats }}', code: 'R{{ seats }}' } }
  after: { say: After., goto: end }`;
    const chat = new Chat(aRelease([flow], BOT));
    chat.says('rebook');
    chat.says('2');

    expect(chat.effects).toMatchObject([
      { campaignId: 'c-text' },
      {
        ...{ kind: 'reply', carrier: 'canvas', campaignId: 'canvas-1', step: 'rebook.enter' },
        properties: { seats: 2, code: 'R2' },
      },
      { campaignId: 'c-text' },
    ]);
  });
});

describe('an AI whose customer goes on writing', () => {
  const asking = (flow = ASK_AI): Chat => {
    const chat = new Chat(aRelease([flow]));
    chat.says('why');
    return chat;
  };

  it('is asked anew by each message, and the answer to what it knew before is stale', () => {
    const chat = asking();

    expect(chat.says('I mean the colour')).toEqual([]);
    expect(chat.effects).toEqual([expect.objectContaining({ kind: 'call', step: 'why.think' })]);
    expect(chat.happens({ kind: 'call-result', callSeq: 1, value: 'Stale.' })).toEqual([]);
    expect(chat.happens({ kind: 'call-result', callSeq: 2, value: 'Blue.' })).toEqual(['Blue.']);
  });

  it('still hears commands, and says that it cannot read what is no text', () => {
    expect(asking().says('cancel')).toHaveLength(1);
    expect(asking().says('')).toHaveLength(1);
  });

  it('asks for a moment where it takes long, once, and then still answers', () => {
    const chat = asking(ASK_AI.replace('save:', 'one_moment: 4s, save:'));

    expect(chat.after(4 / 3_600)).toHaveLength(1);
    expect(chat.after(3 / 3_600)).toEqual([]);
    expect(chat.happens({ kind: 'call-result', callSeq: 1, value: 'Blue.' })).toEqual(['Blue.']);
  });
});

describe('an AI that may lead into flows', () => {
  const COLOURS = `
flow: colours
title: Choose a colour
steps: { tell: { say: Blue or red?, goto: end } }
`;
  const LEADING = ASK_AI.replace('save:', 'tools: { flows: [colours, menu], sure: 0.8 }, save:');
  const asked = (): Chat => {
    const chat = new Chat(aRelease([LEADING, COLOURS]));
    chat.says('why');
    return chat;
  };
  const answers = (value: unknown): readonly string[] =>
    asked().happens({ kind: 'call-result', callSeq: 1, value });

  it('is told what people call them', () => {
    expect(asked().effects).toEqual([
      expect.objectContaining({
        input: expect.objectContaining({
          flows: { colours: 'Choose a colour', menu: 'menu' },
        }) as unknown,
      }),
    ]);
  });

  it('leads there where it is sure, and answers where it is not', () => {
    expect(answers({ text: 'x', flow: 'colours', confidence: 0.8 })).toEqual(['Blue or red?']);
    expect(answers({ text: 'Because.', flow: 'colours', confidence: 0.79 })).toEqual(['Because.']);
    expect(answers('Because.')).toEqual(['Because.']);
  });

  it('leads nowhere else, whatever it says', () => {
    expect(answers({ text: '', flow: 'why', confidence: 1 })).toEqual(['No idea.']);
    expect(answers({ text: '', flow: '#parley.nobody', confidence: 1 })).toEqual(['No idea.']);
    expect(answers({ text: '', flow: 'colours', confidence: '1' })).toEqual(['No idea.']);
  });

  it('has flows that there are', () => {
    const problems = problemsOf([LEADING.replace('colours', 'colors'), COLOURS]);

    expect(problems).toMatchObject([{ code: 'flow.unknown-target', didYouMean: 'colours' }]);
  });
});
