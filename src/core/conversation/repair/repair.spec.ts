import { describe, expect, it } from '@jest/globals';

import { isAtRest } from '#core/conversation/advance.ts';

import { aRelease } from '../../../../test/support/flow/a-release.ts';
import { CALLED, CALLER, HOURS, RETURNS, TRACK } from '../../../../test/support/flow/a-shop.ts';
import { Chat } from '../../../../test/support/flow/chat.ts';

const release = aRelease([RETURNS, HOURS, TRACK, CALLER, CALLED]);
const RESUMED = 'Now, back to where we were.';
const CORRECTED = 'No problem, I have changed that.';

function chatWith(...texts: readonly string[]): Chat {
  const chat = new Chat(release);
  for (const text of texts) chat.says(text);
  return chat;
}

function contextOf({ state }: Chat): Readonly<Record<string, unknown>> {
  return state.snapshot?.context ?? {};
}

describe('a digression', () => {
  it('comes back to the open question, its slots as they were', () => {
    const chat = chatWith('return', 'damaged');

    expect(chat.says('hours')).toEqual(['We open at nine.', RESUMED, 'Which order (damaged)?']);
    expect(chat.says('ab12')).toEqual(['Anything to add?']);
    expect(chat.says('no')).toEqual(['Noted damaged AB12 no.']);
    expect(isAtRest(chat.state)).toBe(true);
    expect(contextOf(chat)).toEqual({ locale: 'en', met: true });
  });

  it('may ask questions of its own before it comes back', () => {
    const chat = chatWith('return', 'damaged', 'track');

    expect(chat.says('42')).toEqual(['On its way: 42.', RESUMED, 'Which order (damaged)?']);
  });

  it('starts the silence of the question anew', () => {
    const chat = chatWith('return', 'damaged');
    chat.after(0.9);
    chat.says('hours');

    expect(chat.state.snapshot?.timers).toHaveLength(1);
    expect(chat.after(0.9)).toEqual([]);
    expect(chat.after(0.1)).toEqual(['Still there?']);
  });

  it('drops what lies above a flow that is begun again, and comes back no more', () => {
    const chat = chatWith('return', 'damaged', 'track');

    expect(chat.says('return')).toEqual(['Why?']);

    expect(contextOf(chat)['stack']).toBeUndefined();
  });

  it('leads nobody back to the menu', () => {
    const chat = chatWith('menu');

    expect(chat.says('hours')).toEqual(['We open at nine.']);

    expect(isAtRest(chat.state)).toBe(true);
  });

  it('is forgotten with all beneath it when the customer falls silent in it', () => {
    const chat = chatWith('return', 'damaged', 'track');

    expect(chat.after(30)).toEqual([]);

    expect(isAtRest(chat.state)).toBe(true);
  });

  it.each([
    ['the menu', 'menu'],
    ['a person', 'agent'],
    ['the exit', 'cancel'],
    ['an opt-out', 'stop'],
  ])('is forgotten when the customer asks for %s', (_what, text) => {
    const chat = chatWith('return', 'damaged', 'track', text);

    expect(contextOf(chat)).toMatchObject({ locale: 'en', met: true });
    expect(contextOf(chat)).not.toHaveProperty('stack');
  });

  it('goes three deep and lets the oldest go', () => {
    const flows = [1, 2, 3, 4, 5].map(
      (n) => `
flow: f${String(n)}
start: { keywords: [start ${String(n)}] }
slots: { s: { type: text, pattern: '^x$' } }
steps: { q: { ask: s, say: 'Q${String(n)}?' } }`,
    );
    const chat = new Chat(aRelease(flows));
    for (const n of [1, 2, 3, 4, 5]) chat.says(`start ${String(n)}`);

    expect([1, 2, 3, 4].map(() => chat.says('x').at(-1))).toEqual(['Q4?', 'Q3?', 'Q2?', undefined]);
  });
});

describe('a called flow', () => {
  it('takes arguments, asks, gives a value back, and its caller goes on', () => {
    const chat = chatWith('claim');

    expect(chat.says('car')).toEqual(['Your name, for the car?']);
    expect(chat.says('Ann')).toEqual(['Claim for Ann, car.']);
    expect(isAtRest(chat.state)).toBe(true);
  });

  it('is come back to from a digression, and returns then', () => {
    const chat = chatWith('claim', 'car');

    expect(chat.says('hours')).toEqual(['We open at nine.', RESUMED, 'Your name, for the car?']);
    expect(chat.says('Ann')).toEqual(['Claim for Ann, car.']);
  });

  it('returns with nothing when silence ends it', () => {
    const chat = chatWith('claim', 'car');

    expect(chat.after(1)).toEqual(['Claim for nobody, car.']);
  });

  it('never returns when it leaves for another flow', () => {
    const leaving = CALLED.replace('goto: end }', 'goto: end }, goto: hours');
    const chat = new Chat(aRelease([CALLER, leaving, HOURS]));
    chat.says('claim');
    chat.says('car');

    expect(chat.says('Ann')).toEqual(['We open at nine.']);
    expect(isAtRest(chat.state)).toBe(true);
  });
});

describe('a correction', () => {
  it('answers the last question before the open one that accepts it, and goes on from there', () => {
    const chat = chatWith('return', 'damaged', 'ab12');

    expect(chat.says('No, I meant: cd-34!')).toEqual([CORRECTED, 'Anything to add?']);
    expect(chat.says('no')).toEqual(['Noted damaged CD34 no.']);
  });

  it('reaches further back where only an earlier question accepts it', () => {
    const chat = chatWith('return', 'damaged', 'ab12');

    expect(chat.says('sorry, i meant wrong')).toEqual([CORRECTED, 'Which order (wrong)?']);
    expect(chat.state.snapshot?.timers).toHaveLength(1);
  });

  it('reaches the flow that called the one under way', () => {
    const chat = chatWith('claim', 'car');

    expect(chat.says('no, I meant home')).toEqual([CORRECTED, 'Your name, for the home?']);
    expect(chat.says('Ann')).toEqual(['Claim for Ann, home.']);
  });

  it('is an answer like any other where no earlier question accepts it', () => {
    const chat = chatWith('return', 'damaged', 'ab12');

    expect(chat.says('No, I meant nothing.')).toEqual(['Noted damaged AB12 No, I meant nothing..']);
  });

  it('is understood in another language, which is spoken from then on', () => {
    const chat = chatWith('return', 'damaged');

    expect(chat.says('perdón, quise decir equivocado')).toEqual([
      'No pasa nada, ya lo he cambiado.',
      '¿Qué pedido (wrong)?',
    ]);
  });
});

describe('commands in a question', () => {
  it('asks it again on "repeat", its ladder from the foot', () => {
    const chat = chatWith('return', 'damaged', 'hm', 'repeat');

    expect(chat.says('repeat')).toEqual(['Which order (damaged)?']);
    expect(chat.says('hm')).toEqual(['Sorry, I cannot use that answer.']);
  });

  it('goes back one question at a time, and says so at the first', () => {
    const chat = chatWith('return', 'damaged', 'ab12');

    expect(chat.says('back')).toEqual(['Which order (damaged)?']);
    expect(chat.says('go back')).toEqual(['Why?']);
    expect(chat.says('back')).toEqual([
      'This is where we began: there is no question before this one.',
      'Why?',
    ]);
    expect(chat.state.snapshot?.timers).toHaveLength(1);
  });

  it('goes back out of a digression, and out of a called flow', () => {
    const aside = chatWith('return', 'damaged', 'track');
    const called = chatWith('claim', 'car');

    expect(aside.says('back')).toEqual([RESUMED, 'Which order (damaged)?']);
    expect(called.says('back')).toEqual(['What?']);
  });

  it('cancels, and says that there is nothing to cancel', () => {
    const chat = chatWith('return');

    expect(chat.says('never mind')).toEqual([
      "All right, let's leave that. What else can I do for you?",
    ]);
    expect(isAtRest(chat.state)).toBe(true);
    expect(chat.says('cancel')[0]).toContain('nothing to cancel');
  });

  it('speaks the language that is asked for, and asks again in it', () => {
    const chat = chatWith('return', 'damaged');

    expect(chat.says('Español, por favor')).toEqual([
      'Claro, a partir de ahora en español.',
      '¿Qué pedido (damaged)?',
    ]);
    expect(chat.says('english')).toEqual([
      'Of course, from now on in English.',
      'Which order (damaged)?',
    ]);
  });

  it('lets the words of options mean the options', () => {
    const flow = `
flow: trip
start: { keywords: [trip] }
steps:
  way: { choose: true, say: Way?, options: [{ id: out, title: Out, goto: end }, { id: back, title: Back, goto: told }] }
  told: { say: The way back. }`;
    const chat = new Chat(aRelease([flow]));
    chat.says('trip');

    expect(chat.says('back')).toEqual(['The way back.']);
  });
});

describe('a question that is not to be interrupted', () => {
  const flow = `
flow: say_it
start: { keywords: [say it] }
slots: { words: { type: text }, number: { type: number } }
steps:
  words: { ask: words, say: Your words?, interrupt: false }
  number: { ask: number, say: Number?, interrupt: false, goto: told }
  told: { say: '{{ words }}/{{ number }}', goto: end }`;
  const quiet = aRelease([flow]);
  const asked = (...texts: readonly string[]): Chat => {
    const chat = new Chat(quiet);
    for (const text of ['say it', ...texts]) chat.says(text);
    return chat;
  };

  it('takes commands for its answer, but for those that lead out', () => {
    expect(asked('repeat').says('7')).toEqual(['repeat/7']);
    expect(asked('menu').says('7')).toEqual(['menu/7']);
    expect(
      isAtRest(
        (() => {
          const chat = asked();
          chat.says('cancel');
          return chat;
        })().state,
      ),
    ).toBe(true);
    expect(asked('agent').state.owner).toBe('queue');
  });

  it('hears the others where they are no answer', () => {
    expect(asked('x').says('back')).toEqual(['Your words?']);
    expect(asked('x').says('menu')).toEqual(['Menu?']);
  });
});

describe('a late answer', () => {
  const PICKED_UP = "Good to have you back! Let's go on where we left off.";

  it('is taken for a day after silence closed the question, the slots as they were', () => {
    const chat = chatWith('return', 'damaged');
    chat.after(25);

    expect(chat.says('ab12')).toEqual([PICKED_UP, 'Anything to add?']);
    expect(chat.says('no')).toEqual(['Noted damaged AB12 no.']);
  });

  it('is not understood any more a day later', () => {
    const chat = chatWith('return', 'damaged');
    chat.after(27);

    expect(chat.says('ab12')[0]).toContain('did not understand');
  });

  it('comes after commands and keywords, and is forgotten with the next flow', () => {
    const chat = chatWith('return', 'damaged');
    chat.after(3);

    expect(chat.says('hours')).toEqual(['We open at nine.']);
    expect(chat.says('ab12')[0]).toContain('did not understand');
  });

  it('is let go when the customer cancels', () => {
    const chat = chatWith('return', 'damaged');
    chat.after(3);

    expect(chat.says('cancel')[0]).toContain("let's leave that");
    expect(chat.says('ab12')[0]).toContain('did not understand');
  });

  it('brings back what lay beneath the question', () => {
    const chat = chatWith('return', 'damaged', 'track');
    chat.after(3);

    expect(chat.says('42')).toEqual([
      PICKED_UP,
      'On its way: 42.',
      RESUMED,
      'Which order (damaged)?',
    ]);
  });
});

describe('attempts and media', () => {
  const flow = `
flow: photo
start: { keywords: [photo] }
slots: { pin: { type: text, pattern: '^[0-9]{4}$' }, picture: { type: text } }
steps:
  pin: { ask: pin, say: PIN?, attempts: 2 }
  picture: { ask: picture, say: A picture?, media: accept }
  told: { say: 'Got {{ picture }}', goto: end }`;

  it('hands over after so many answers', () => {
    const chat = new Chat(aRelease([flow]));
    chat.says('photo');

    expect(chat.says('x')).toEqual(['Sorry, I cannot use that answer.']);
    chat.says('y');
    expect(chat.state.owner).toBe('queue');
  });

  it('takes the address of a picture for an answer where it is accepted', () => {
    const chat = new Chat(aRelease([flow]));
    chat.says('photo');

    expect(chat.sendsMedia()[0]).toContain('only read text');
    chat.says('1234');
    expect(chat.sendsMedia()).toEqual(['Got https://media.example/1.jpg']);
  });
});

describe('a frame that no longer fits', () => {
  it.each([
    ['its step is gone', { at: 'bot/returns/gone' }],
    ['its step has become another kind', { at: 'bot/returns/done' }],
    ['it is no place of a flow', { at: 'bot/rest' }],
    ['its slots do not fit', { slots: { number: 'not a number' } }],
    ['it has slots of another flow', { slots: { stray: 'x' } }],
    ['it waits for a call that nobody made', { kind: 'call' }],
  ])('is dropped with a word where %s', (_why, change) => {
    const chat = chatWith('return', 'damaged', 'track');
    const frame = { at: 'bot/returns/which', slots: {}, trail: [], kind: 'aside' };
    const { snapshot } = chat.state;
    chat.state = {
      ...chat.state,
      snapshot: {
        ...{ value: snapshot?.value, timers: snapshot?.timers ?? [] },
        context: { ...snapshot?.context, stack: [{ ...frame, ...change }] },
      },
    };

    expect(chat.says('42')).toEqual([
      'On its way: 42.',
      expect.stringContaining('can no longer go on'),
    ]);
    expect(isAtRest(chat.state)).toBe(true);
  });
});
