import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { trackPlansOf, type TrackRow } from './track-plan.ts';

const aRow = (conversationId: string, row: Partial<TrackRow> = {}): TrackRow => ({
  conversationId,
  recipient: { kind: 'external_id', value: conversationId },
  attributes: undefined,
  event: undefined,
  ...row,
});
const anEvent = { name: 'Seen', properties: {}, at: new Date(0) };

describe('trackPlansOf', () => {
  it('lets the later writer win, key by key', () => {
    const rows = [1, 2, 3].map((a) => aRow('c', { attributes: { a, [`b${String(a)}`]: null } }));

    expect(trackPlansOf(rows)).toMatchObject([
      { attributes: [{ values: { a: 3, b1: null, b2: null, b3: null }, rows }], events: [] },
    ]);
  });

  it('lets no value swallow an increment', () => {
    const rows = [{ inc: 1 }, { inc: 1 }, 7].map((n) => aRow('c', { attributes: { n } }));

    expect(trackPlansOf(rows)[0]?.attributes.map(({ values }) => values)).toEqual([
      { n: { inc: 1 } },
      { n: { inc: 1 } },
      { n: 7 },
    ]);
  });

  it('packs 75 objects a call at most and keeps each conversation together', () => {
    const rows = fc.array(
      fc.record({
        conversationId: fc.integer({ min: 0, max: 40 }).map(String),
        hasAttributes: fc.boolean(),
        hasEvent: fc.boolean(),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(rows, (some) => {
        const all = some.map(({ conversationId, hasAttributes, hasEvent }) =>
          aRow(conversationId, {
            ...(hasAttributes && { attributes: { a: 1 } }),
            ...(hasEvent && { event: anEvent }),
          }),
        );
        const plans = trackPlansOf(all);

        const homes = new Map<string, number>();
        plans.forEach(({ attributes, events }, place) => {
          expect(attributes.length + events.length).toBeLessThanOrEqual(75);
          for (const { recipient } of [...attributes, ...events]) {
            expect(homes.get(recipient.value) ?? place).toBe(place);
            homes.set(recipient.value, place);
          }
        });
        expect(plans.flatMap(({ events }) => events)).toHaveLength(
          all.filter(({ event }) => event !== undefined).length,
        );
      }),
    );
  });
});
