import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { News } from '#app/live/news.ts';

import { newsIn, textsOf } from './news-text.ts';

const aNews = fc
  .record({
    conversations: fc.array(
      fc.tuple(fc.uuid(), fc.nat(9999), fc.option(fc.array(fc.nat(9999), { maxLength: 30 }))),
      { maxLength: 300 },
    ),
    queues: fc.array(fc.string(), { maxLength: 20 }),
    people: fc.array(fc.uuid(), { maxLength: 20 }),
  })
  .map(({ conversations, queues, people }) => {
    const news = new News();
    for (const [id, seq, entries] of conversations) news.touch(id, seq, entries ?? undefined);
    for (const queue of queues) news.queues.add(queue);
    for (const person of people) news.people.add(person);
    return news;
  });

describe('news between replicas', () => {
  it('say the same at the other end, in texts that Postgres takes', () => {
    fc.assert(
      fc.property(aNews, (news) => {
        const texts = textsOf(news, 'replica-1');

        const heard = new News();
        for (const text of texts) {
          expect(Buffer.byteLength(text)).toBeLessThan(8_000);
          heard.add(newsIn(text, 'replica-2') ?? new News());
        }
        expect(heard).toEqual(news);
      }),
      { numRuns: 50 },
    );
  });

  it('are not heard by who told them, and nonsense by nobody', () => {
    const [text = ''] = textsOf(new News().touch('c1', 4, [4]), 'replica-1');

    expect(newsIn(text, 'replica-1')).toBeUndefined();
    expect(newsIn('nonsense', 'replica-1')).toBeUndefined();
  });
});
