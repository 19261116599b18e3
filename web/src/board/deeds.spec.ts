import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { DeskRow } from '../api/desk-types.ts';
import type { Count, Outcome, Piece } from './board-types.ts';
import { countOf, type DeedName, type DeedWords, noticesOf, run, type Selection } from './deeds.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const WORDS: DeedWords = {
  ...{ queue: null, agent: null, note: '', to: 'menu', code: 'solved', quietly: false },
};
const COUNT: Count = {
  ...{ conversations: 3, waiting: 1, offered: 0, held: 2, agents: 2, window_over: 1 },
  at: '2026-11-23T12:00:00.000Z',
};

function aRow(row: Partial<DeskRow>): DeskRow {
  return {
    ...{ id: 'c1', queue: 'care', priority: 'normal', state: 'waiting', reason: '', step: '' },
    ...{ topic: null, locale: 'en', recipient: 'ana', agent: null, offered_to: null },
    ...{ offer_ends_at: null, since: '', unread: 0, unanswered_since: null, glimpse: null },
    ...{ window_ends_at: null, lets_go_at: null, sla_clock: null, sla_due_at: null, breached: [] },
    ...row,
  };
}

const rows = (n: number): readonly DeskRow[] =>
  Array.from({ length: n }, (_, place) =>
    aRow({ id: `c${String(place)}`, agent: place % 3 === 0 ? null : `a${String(place % 3)}` }),
  );

describe('countOf', () => {
  it('counts states as the API does, agents once, and windows that are over', () => {
    const shown = [
      aRow({ state: 'asking' }),
      aRow({ state: 'waiting', window_ends_at: '2026-11-23T12:00:00Z' }),
      aRow({ state: 'offered', window_ends_at: '2026-11-23T12:00:01Z' }),
      aRow({ state: 'held', agent: 'a1', window_ends_at: '2026-11-24T00:00:00Z' }),
      aRow({ state: 'wrapping', agent: 'a1', window_ends_at: '2026-11-24T00:00:00Z' }),
    ];

    expect(countOf(shown, NOW)).toEqual({
      ...{ conversations: 5, waiting: 2, offered: 1, held: 2, agents: 1, window_over: 2, at: '' },
    });
  });
});

describe('noticesOf', () => {
  it.each<[DeedName, Partial<DeedWords>, readonly string[]]>([
    ['take', {}, ['says_take', 'says_takeHeld', 'onlyThese']],
    ['assign', {}, ['says_assign', 'onlyThese']],
    ['assign', { agent: 'a1' }, ['says_assign', 'says_assignAgent', 'onlyThese']],
    ['pull-back', {}, ['says_pull-back', 'onlyThese']],
    ['hand-back', { to: 'question' }, ['says_back_question', 'says_window', 'onlyThese']],
    ['close', {}, ['says_close', 'says_window', 'onlyThese']],
    ['close', { quietly: true }, ['says_closeQuietly', 'onlyThese']],
  ])('says of %s with %j what customers and colleagues notice', (deed, words, said) => {
    expect(noticesOf(deed, { ...WORDS, ...words }, COUNT, (key) => key)).toEqual(said);
  });

  it('says nothing of what is true of nobody', () => {
    const none = { ...COUNT, held: 0, window_over: 0 };

    expect(noticesOf('take', WORDS, none, (key) => key)).toEqual(['says_take', 'onlyThese']);
    expect(noticesOf('close', WORDS, none, (key) => key)).toEqual(['says_close', 'onlyThese']);
  });
});

interface Asked {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The board's API, which keeps what it was asked and does everything. */
class FakeBoard {
  readonly asked: Asked[] = [];

  constructor(private readonly pages: readonly string[][] = []) {}

  readonly write = (path: string, body: object): Promise<Piece> => {
    const place = this.asked.push({ path, body: body as Asked['body'] }) - 1;
    const ids = (body as { readonly ids?: readonly string[] }).ids ?? this.pages[place] ?? [];
    const items = ids.map((id): Outcome => ({ id, came: 'done', by: null, by_name: null }));
    const next = place + 1 < this.pages.length ? `page ${String(place + 1)}` : null;
    return Promise.resolve({ done: items.length, items, next });
  };
}

async function done(
  board: FakeBoard,
  given: { deed: DeedName; words?: Partial<DeedWords>; selection: Selection; stopAfter?: number },
): Promise<readonly string[]> {
  const came: string[] = [];
  let pieces = 0;
  const { deed, words, selection, stopAfter = Infinity } = given;
  const onPiece = (outcomes: readonly Outcome[]): boolean => {
    came.push(...outcomes.map(({ id }) => id));
    pieces += 1;
    return pieces < stopAfter;
  };
  const work = { deed, selection, words: { ...WORDS, ...words }, count: COUNT, onPiece };
  await run(work, board.write);
  return came;
}

describe('run, with rows that were chosen', () => {
  it('does each once and in their order, with who had it, at most fifty at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 170 }), async (n) => {
        const board = new FakeBoard();
        const chosen = rows(n);
        const came = await done(board, {
          ...{ deed: 'pull-back', selection: { kind: 'these', rows: chosen } },
        });

        expect(came).toEqual(chosen.map(({ id }) => id));
        const holders = board.asked.flatMap(({ body }) => body['held_by'] as readonly string[]);
        expect(holders).toEqual(chosen.map(({ agent }) => agent ?? ''));
        const sizes = board.asked.map(({ body }) => (body['ids'] as readonly string[]).length);
        expect(sizes.every((size) => size > 0 && size <= 50)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('stops after the piece that it is told to stop after', async () => {
    const board = new FakeBoard();
    const selection = { kind: 'these', rows: rows(120) } as const;

    expect(await done(board, { deed: 'take', selection, stopAfter: 1 })).toHaveLength(50);
    expect(board.asked).toHaveLength(1);
  });
});

describe('run, with all that match', () => {
  const where = {
    ...({ queue: 'care', state: 'waiting', agent: undefined } as const),
    ...{ longerThan: 5, sla: undefined, language: undefined },
  };
  const selection: Selection = { kind: 'matching', where };

  it('goes from page to page to the end, and touches none who came after the count', async () => {
    const board = new FakeBoard([['c1', 'c2'], [], ['c3']]);

    expect(await done(board, { deed: 'close', selection })).toEqual(['c1', 'c2', 'c3']);
    const same = {
      ...{ code: 'solved', quietly: false, until: COUNT.at },
      where: { queue: 'care', state: 'asking,waiting', longer_than: 5 },
    };
    expect(board.asked).toEqual([
      { path: '/board/close', body: same },
      { path: '/board/close', body: { ...same, cursor: 'page 1' } },
      { path: '/board/close', body: { ...same, cursor: 'page 2' } },
    ]);
  });

  it('leaves the rest as it is once it is told to stop', async () => {
    const board = new FakeBoard([['c1'], ['c2'], ['c3']]);

    expect(await done(board, { deed: 'take', selection, stopAfter: 2 })).toEqual(['c1', 'c2']);
  });

  it.each<[DeedName, Partial<DeedWords>, object]>([
    ['take', { note: 'for whom' }, {}],
    ['pull-back', {}, {}],
    ['assign', { queue: 'vip' }, { queue: 'vip', agent: null }],
    ['assign', { agent: 'a1', note: ' \n' }, { queue: null, agent: 'a1' }],
    ['assign', { agent: 'a1', note: 'Call' }, { queue: null, agent: 'a1', note: 'Call' }],
    ['hand-back', { to: 'rest', code: 'spam' }, { to: 'rest' }],
    ['close', { code: 'spam', quietly: true }, { code: 'spam', quietly: true }],
  ])('says of %s with %j nothing but what belongs to it', async (deed, words, said) => {
    const board = new FakeBoard([['c1']]);

    await done(board, { deed, words, selection });
    const every = { where: expect.anything() as unknown, until: COUNT.at };
    expect(board.asked[0]?.body).toEqual({ ...said, ...every });
  });
});
