import { describe, expect, it } from '@jest/globals';

import type { Effect, Reply, WriteBack } from '#core/conversation/effect.ts';

import { ridesOf } from './riding.ts';

const says = (step: string, more: Partial<Reply> = {}): Reply => ({
  ...{ kind: 'reply', campaignId: 'c', properties: {}, sender: 'bot', delayMs: 0 },
  ...{ policy: 'retry', survivesFence: false, step, ...more },
});
const writes = (step: string, more: Partial<WriteBack>): WriteBack => ({
  ...{ kind: 'write-back', step, ...more },
});

describe('ridesOf', () => {
  it.each<[string, readonly Effect[], object, object]>([
    [
      'attributes with the first reply of their step, wherever it stands',
      [says('f.a'), writes('f.b', { attributes: { size: 'M' } }), says('f.b'), says('f.b')],
      { 2: { size: 'M' } },
      { 1: 2 },
    ],
    [
      'attributes of several writes with one reply, the later value winning',
      [
        writes('f.a', { attributes: { size: 'M', seen: true } }),
        says('f.a'),
        writes('f.a', { attributes: { size: 'L' } }),
      ],
      { 1: { size: 'L', seen: true } },
      { 0: 1, 2: 1 },
    ],
    [
      'attributes beside an event, which goes by itself',
      [
        writes('f.a', { attributes: { size: 'M' }, event: { name: 'E', properties: {} } }),
        says('f.a'),
      ],
      { 1: { size: 'M' } },
      { 0: 1 },
    ],
    [
      'nothing of a step that says nothing',
      [writes('f.a', { attributes: { a: 1 } }), says('f.b')],
      {},
      {},
    ],
    ['no increment', [writes('f.a', { attributes: { n: { inc: 1 } } }), says('f.a')], {}, {}],
    [
      'no subscription, which would keep the words from being sent',
      [writes('f.a', { attributes: { subscription_groups: [] } }), says('f.a')],
      {},
      {},
    ],
    [
      'the subscription of who starts again',
      [
        says('bot.start'),
        writes('bot.start', { attributes: { subscription_groups: [{ subscription_state: 's' }] } }),
      ],
      { 0: { subscription_groups: [{ subscription_state: 's' }] } },
      { 1: 0 },
    ],
    [
      'nothing with a whole message, whose call takes none',
      [writes('f.a', { attributes: { a: 1 } }), says('f.a', { carrier: 'messages' })],
      {},
      {},
    ],
    ['nothing where nothing is written', [says('f.a')], {}, {}],
  ])('takes along %s', (_, effects, attributes, rideWith) => {
    const rides = ridesOf(effects);

    expect(Object.fromEntries(rides.attributes)).toEqual(attributes);
    expect(Object.fromEntries(rides.rideWith)).toEqual(rideWith);
  });
});
