import { describe, expect, it } from '@jest/globals';

import type { DeskRow } from '#app/ports/desk-lists.ts';

import { type Deed, eventOf, isDone } from './deed.ts';

const aRow = (row: Partial<DeskRow>): DeskRow =>
  ({
    ...{ conversationId: 'c1', handoff: 7, queue: 'care', state: 'waiting' },
    ...row,
  }) as DeskRow;
const WAITS = aRow({});
const OFFERED = aRow({ state: 'offered', offeredTo: 'ann' });
const HELD = aRow({ state: 'held', agent: 'ann' });

describe('isDone', () => {
  it.each<readonly [Deed, DeskRow, boolean]>([
    [{ kind: 'take' }, HELD, false],
    [{ kind: 'take' }, aRow({ agent: 'lee' }), true],
    [{ kind: 'pull-back' }, HELD, false],
    [{ kind: 'pull-back' }, OFFERED, false],
    [{ kind: 'pull-back' }, WAITS, true],
    [{ kind: 'assign', agent: 'ann' }, HELD, true],
    [{ kind: 'assign', agent: 'ann' }, OFFERED, true],
    [{ kind: 'assign', agent: 'bob' }, HELD, false],
    [{ kind: 'assign', queue: 'care' }, WAITS, true],
    [{ kind: 'assign', queue: 'care' }, HELD, false],
    [{ kind: 'assign', queue: 'returns' }, WAITS, false],
    [{ kind: 'hand-back', to: 'menu' }, WAITS, false],
    [{ kind: 'close' }, WAITS, false],
  ])('of %j on %j: %s', (deed, row, expected) => {
    expect(isDone(deed, row, 'lee')).toBe(expected);
  });
});

describe('eventOf', () => {
  it.each<readonly [Deed, DeskRow, object]>([
    [
      { kind: 'take' },
      WAITS,
      {
        ...{ kind: 'agent-took', agent: 'lee' },
        stood: { handoff: 7, queue: 'care', agent: null },
      },
    ],
    [
      { kind: 'pull-back' },
      HELD,
      {
        ...{ kind: 'transferred', by: 'lee' },
        stood: { handoff: 7, queue: 'care', agent: 'ann' },
      },
    ],
    [
      { kind: 'assign', queue: 'returns', agent: 'bob', note: 'please' },
      OFFERED,
      {
        ...{ kind: 'transferred', by: 'lee', queue: 'returns', agent: { id: 'bob', forMs: 9_000 } },
        stood: { handoff: 7, queue: 'care', agent: null },
      },
    ],
    [{ kind: 'hand-back', to: 'rest' }, HELD, { kind: 'returned-to-bot', by: 'lee' }],
    [{ kind: 'hand-back', to: 'menu' }, HELD, { kind: 'returned-to-bot', to: 'menu' }],
    [{ kind: 'close', code: 'spam', quietly: true }, HELD, { code: 'spam', quietly: true }],
  ])('does %j only while it stands as it was seen', (deed, row, event) => {
    expect(eventOf(deed, row, 'lee', 9_000)).toMatchObject(event);
    expect(eventOf(deed, row, 'lee', 9_000)).toHaveProperty('stood.handoff', 7);
  });
});
