import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { MessageNews, NewsKind } from './currents-event.ts';
import { deliveryStatusOf } from './delivery-status.ts';
import { doubtSettledBy } from './doubt-settled-by.ts';
import { gatherNews, type JoinedNews } from './gather-news.ts';

const REPLY = { conversationId: '0190a1b2-0000-7000-8000-000000000001', seq: 1, idx: 0 };
const KINDS = ['sent', 'delivered', 'read', 'failed', 'aborted'] as const;

function joined(kind: NewsKind, more: Partial<MessageNews> = {}, reply = REPLY): JoinedNews {
  const unsaid = { dispatchId: undefined, messageId: undefined, source: undefined };
  const why = { code: undefined, reason: undefined };
  const news = { kind, id: kind, atMs: 1, reply: undefined, names: [], ...unsaid, ...why, ...more };
  return { news, reply };
}

describe('gatherNews', () => {
  it.each([
    [['sent'], 'sent'],
    [['sent', 'delivered'], 'delivered'],
    [['read'], 'read'],
    [['sent', 'failed'], 'failed'],
    [['sent', 'aborted'], 'failed'],
    [['failed', 'delivered'], 'delivered'],
  ] as const)('makes of %j, in any order, that it is %s', (kinds, status) => {
    const news = kinds.map((kind) => joined(kind));

    expect(gatherNews(news, 9).map(deliveryStatusOf)).toEqual([status]);
    expect(gatherNews([...news].reverse(), 9).map(deliveryStatusOf)).toEqual([status]);
  });

  it('does not mind repetitions and order', () => {
    const news = fc.array(fc.constantFrom(...KINDS), { minLength: 1 });
    fc.assert(
      fc.property(news, fc.nat(), (kinds, turn) => {
        const once = kinds.map((kind) => joined(kind));
        const turned = [...once.slice(turn % once.length), ...once.slice(0, turn % once.length)];
        const status = gatherNews(once, 9).map(deliveryStatusOf);
        expect(gatherNews([...turned, ...once], 9).map(deliveryStatusOf)).toEqual(status);
      }),
    );
  });

  it('names each reply once, in the order in which rows are locked', () => {
    const at = (seq: number, idx: number) => joined('sent', {}, { ...REPLY, seq, idx });
    const [first] = gatherNews([at(2, 0), at(1, 1), at(1, 0), at(2, 0)], 9);

    expect(first?.reply).toMatchObject({ seq: 1, idx: 0 });
    expect(gatherNews([at(2, 0), at(10, 0), at(2, 0)], 9).map(({ reply }) => reply.seq)).toEqual([
      2, 10,
    ]);
  });

  it('takes the earliest time, and now where none is told', () => {
    const news = [
      joined('read', { atMs: 5 }),
      joined('read', { atMs: 3 }),
      joined('sent', { atMs: undefined }),
    ];

    expect(gatherNews(news, 9)).toMatchObject([{ readAtMs: 3, sentAtMs: 9 }]);
  });
});

describe('doubtSettledBy', () => {
  it.each([
    [['sent'], 'sent', 'Braze told later that it sent it'],
    [['read'], 'sent', 'Braze told later that it sent it'],
    [['failed'], 'failed', 'WhatsApp refused it: too late (131047)'],
    [['sent', 'aborted'], 'failed', 'Braze gave it up: too late (131047)'],
    [['failed', 'delivered'], 'sent', 'Braze told later that it sent it'],
  ] as const)('takes %j as %s', (kinds, state, why) => {
    const news = kinds.map((kind) => joined(kind, { code: '131047', reason: 'too late' }));

    expect(gatherNews(news, 9).map(doubtSettledBy)).toEqual([{ state, why }]);
  });
});
