import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { batchesOf, ripeOf } from './batches.ts';

const replies = fc.array(
  fc.record({
    carrier: fc.constantFrom('campaign', 'template', 'canvas', 'messages'),
    campaignId: fc.constantFrom('a', 'b', 'c'),
    properties: fc.record({ text: fc.constantFrom('Hi', 'Ho') }),
    recipient: fc.record({
      kind: fc.constant('external_id' as const),
      value: fc.integer({ min: 0, max: 80 }).map(String),
    }),
    priority: fc.constantFrom(0, 1, 2),
  }),
  { maxLength: 400 },
);
const allowed = fc.record({
  calls: fc.integer({ min: 0, max: 12 }),
  recipientsPerCall: fc.constantFrom(1, 50, 100),
});

describe('batchesOf', () => {
  it('fills calls of one campaign or Canvas, fifty at most, nobody twice, nothing twice', () => {
    fc.assert(
      fc.property(replies, allowed, (all, allowance) => {
        const batches = batchesOf(all, allowance);

        expect(batches.length).toBeLessThanOrEqual(allowance.calls);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(Math.min(allowance.recipientsPerCall, 50));
          expect(new Set(batch.map(({ campaignId }) => campaignId)).size).toBe(1);
          expect(new Set(batch.map(({ carrier }) => carrier === 'canvas')).size).toBe(1);
          const contents = new Set(batch.map(({ properties: { text } }) => text));
          if (batch[0]?.carrier === 'messages') expect(contents.size).toBe(1);
          expect(new Set(batch.map(({ recipient }) => recipient.value)).size).toBe(batch.length);
        }
        expect(new Set(batches.flat()).size).toBe(batches.flat().length);
      }),
    );
  });

  it('leaves nobody out while calls are left', () => {
    fc.assert(
      fc.property(replies, (all) => {
        const batches = batchesOf(all, { calls: 1000, recipientsPerCall: 50 });

        expect(batches.flat()).toHaveLength(all.length);
      }),
    );
  });

  it('makes a hundred calls of five thousand people', () => {
    const people = Array.from({ length: 5000 }, (_, place) => ({
      carrier: 'campaign' as const,
      campaignId: 'a',
      recipient: { kind: 'external_id' as const, value: String(place) },
      properties: {},
      priority: 1 as const,
    }));

    expect(batchesOf(people, { calls: 1000, recipientsPerCall: 50 })).toHaveLength(100);
  });

  it('sends no more replies than there is budget for', () => {
    fc.assert(
      fc.property(replies, fc.nat(200), (all, recipients) => {
        const batches = batchesOf(all, { calls: 1000, recipientsPerCall: 50, recipients });

        expect(batches.flat()).toHaveLength(Math.min(all.length, recipients));
      }),
    );
  });
});

describe('ripeOf', () => {
  const call = (size: number, priority: 0 | 1 | 2) =>
    Array.from({ length: size }, (_, place) => ({
      carrier: 'campaign' as const,
      properties: {},
      campaignId: 'a',
      recipient: { kind: 'external_id' as const, value: String(place) },
      priority,
    }));

  it('lets full calls and agents’ words go and keeps the rest for company', () => {
    const full = call(50, 1);
    const agents = call(2, 0);

    expect(ripeOf([full, call(49, 1), agents, call(3, 2)])).toEqual([full, agents]);
  });
});
