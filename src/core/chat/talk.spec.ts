import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import type { Happening } from './happening.ts';
import { Talk } from './talk.ts';

const FLOW = `
flow: order
start: { keywords: [order] }
slots: { found: { type: object, fields: { status: text } } }
steps:
  look:
    call: orders.find
    with: { number: 7 }
    save: found
    timeout: 20s
    failed: { say: It failed., goto: end }
    timed_out: { say: It took too long., goto: end }
  tell: { say: 'It is {{ found.status }}.' }
  pause: { wait: 2h }
  bye: { say: { text: Bye, image: 'https://x.example/a.png', with: { tone: warm } }, goto: end }
`;
const RELEASE = aRelease([FLOW], `${A_BOT}connectors: { orders.find: { policy: safe } }\n`);
const said = (happened: readonly Happening[]): readonly string[] =>
  happened.flatMap((each) => (each.kind === 'bubble' ? [each.bubble.text] : []));

describe('Talk', () => {
  it('waits for a call until somebody says what comes of it', () => {
    const talk = new Talk(RELEASE);

    const asked = talk.says('order');

    expect(asked).toEqual([
      { kind: 'call', connector: 'orders.find', input: { number: 7 }, stub: undefined },
    ]);
    expect(talk.openCall?.connector).toBe('orders.find');
    const stub = { kind: 'answer', value: { status: 'sent' } } as const;
    expect(said(talk.answersCall('orders.find', stub))).toEqual(['It is sent.']);
    expect(talk.openCall).toBeUndefined();
  });

  it.each([
    ['an answer', { kind: 'answer', value: { status: 'sent' } }, 'It is sent.'],
    ['an answer that does not fit', { kind: 'answer', value: 3 }, 'It failed.'],
    ['a failure', { kind: 'failed', reason: 'x' }, 'It failed.'],
    ['a no, as a failure where it has no way', { kind: 'refused', reason: 'x' }, 'It failed.'],
    ['no answer', { kind: 'timeout' }, 'It took too long.'],
  ] as const)('takes %s that was said before', (_what, stub, text) => {
    const talk = new Talk(RELEASE);
    talk.answersCall('orders.find', stub);

    expect(said(talk.says('order'))).toEqual([text]);
  });

  it('lets a call time out while time passes, and things happen at their time', () => {
    const talk = new Talk(RELEASE, { startMs: 1_000 });
    talk.says('order');

    expect(said(talk.passes(60_000))).toEqual(['It took too long.']);
    expect(talk.nowMs).toBe(61_000);
    expect(talk.timers).toEqual([]);
  });

  it('reads back what the customer sees, and what no layout explains', () => {
    const talk = new Talk(RELEASE);
    talk.answersCall('orders.find', { kind: 'answer', value: { status: 'sent' } });
    talk.says('order');

    const [bye] = talk.passes(2 * 3_600_000);

    expect(bye).toMatchObject({
      bubble: {
        ...{ text: 'Bye', layout: 'image', parts: { image: 'https://x.example/a.png' } },
        ...{ properties: { tone: 'warm' }, step: 'order.bye' },
      },
    });
  });

  it('goes back to a moment as if nothing had been', () => {
    const talk = new Talk(RELEASE);
    const before = talk.save();
    const first = talk.says('menu');

    talk.restore(before);

    expect(talk.state.lastSeq).toBe(0);
    expect(talk.says('menu')).toEqual(first);
  });
});
