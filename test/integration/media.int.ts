import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ContentFileTypes } from '#adapters/media/content-file-types.ts';
import { PostgresProfileChanges } from '#adapters/postgres/feedback/postgres-profile-changes.ts';
import { PostgresMediaFetches } from '#adapters/postgres/media/postgres-media-fetches.ts';
import { PostgresMediaShelf } from '#adapters/postgres/media/postgres-media-shelf.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { FetchMedia } from '#app/media/fetch-media.ts';
import type { ClaimedMedia, FetchedFile, MediaFetches } from '#app/ports/media-fetches.ts';
import { EVERYTHING } from '#core/access/scope.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { HeardIncidents } from '../support/heard-incidents.ts';
import { GivenFiles } from '../support/media/given-files.ts';
import { aPng } from '../support/media/sample-files.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const URL = 'https://bucket.s3.amazonaws.com/in/photo%20of%20it.png?X-Amz-Signature=1';
const HELLO = `
flow: hello
start: { keywords: [hello] }
steps: { greet: { say: Hello. } }
`;

describe('Keeping what customers send', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let source: GivenFiles;
  let shelf: PostgresMediaShelf;
  let fetches: PostgresMediaFetches;
  let settled: string[];

  beforeAll(() => {
    pool = ordinaryPool(database(), 4, 'test');
    shelf = new PostgresMediaShelf(pool);
    fetches = new PostgresMediaFetches(pool);
  });
  afterAll(() => pool.end());
  beforeEach(() => {
    accepting = new Accepting(database(), { release: aRelease([HELLO], A_BOT) });
    source = new GivenFiles();
    settled = [];
  });
  afterEach(async () => {
    await accepting.close();
    await pool.query('TRUNCATE media, media_part');
    await pool.query('UPDATE clock SET offset_ms = 0');
  });

  function fetching(by: MediaFetches = fetches): FetchMedia {
    const world = {
      ...{ fetches: by, source, types: new ContentFileTypes() },
      ...{ clock: new MonotonicClock(), timers: new NodeTimers() },
      incidents: new HeardIncidents(),
    };
    return new FetchMedia(world, (conversationId) => settled.push(conversationId));
  }

  async function sends(customer: string, ...media: string[]): Promise<string> {
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    const arrival = anArrival({ to, event: aMessage('', { media }) });
    return (await accepting.acceptEvents.accept(arrival)).conversationId;
  }

  async function pass(hours: number): Promise<void> {
    await pool.query('UPDATE clock SET offset_ms = offset_ms + $1', [hours * 3_600_000]);
  }

  interface Kept {
    readonly id: string;
    readonly conversationId: string;
    readonly state: string;
    readonly reason: string | null;
    readonly seq: number;
  }

  async function rows(): Promise<readonly Kept[]> {
    const { rows: found } = await pool.query<Kept>(
      `SELECT id, conversation_id AS "conversationId", state, reason, seq FROM media ORDER BY at, idx`,
    );
    return found;
  }

  async function only(): Promise<Kept> {
    const [row] = await rows();
    if (row === undefined) throw new Error('nothing is kept');
    return row;
  }

  async function parts(): Promise<number> {
    const { rows: found } = await pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM media_part',
    );
    return found[0]?.n ?? 0;
  }

  async function readAll(name: Kept, start = 0, end = 100_000_000): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of shelf.bytes(name, { start, end })) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  it('fetches a file once, soon after its message, and keeps it whole', async () => {
    const bytes = aPng(16);
    source.files.set(URL, { kind: 'fetched', bytes });
    const id = await sends('ann', URL);

    expect(await fetching().execute()).toBe(1);
    expect(await fetching().execute()).toBe(0);

    const row = await only();
    expect(source.asked).toEqual([URL]);
    expect(settled).toEqual([id]);
    expect(await readAll(row)).toEqual(bytes);
    expect(await shelf.find(row, EVERYTHING)).toEqual({
      ...{ id: row.id, idx: 0, state: 'kept', reason: undefined },
      ...{ type: 'image/png', size: bytes.byteLength, name: 'photo of it.png' },
    });
  });

  it('gives any piece of a file that is longer than a row', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, place) => (place * 7) % 251));
    source.files.set(URL, { kind: 'fetched', bytes });
    await sends('ann', URL);
    await fetching().execute();
    const row = await only();

    for (const [start, end] of [
      [0, 0],
      [262_143, 262_144],
      [300_000, 699_999],
      [1, 600_000],
    ] as const) {
      const piece = await readAll(row, start, end);
      expect(piece.equals(bytes.subarray(start, end + 1))).toBe(true);
    }
  });

  it('fetches nothing of a message without files, and no more than ten of one', async () => {
    await sends('ann');
    await sends('bob', ...Array.from({ length: 30 }, (_, n) => `${URL}&n=${String(n)}`));

    expect(await rows()).toHaveLength(10);
  });

  it('tries again, later and later, and says in the end why there is none', async () => {
    await sends('ann', URL);

    for (let attempt = 1; attempt <= 9; attempt += 1) {
      expect(await fetching().execute()).toBe(1);
      expect(await fetching().execute()).toBe(0);
      await pass(25);
    }

    expect(await only()).toMatchObject({ state: 'failed', reason: 'it answered 403' });
    expect(settled).toHaveLength(1);
  });

  it('fetches what failed again where somebody asks for it, who may', async () => {
    await sends('ann', URL);
    source.files.set(URL, { kind: 'refused', reason: 'larger' });
    await fetching().execute();
    const row = await only();
    const stranger = { kind: 'some', queues: ['care'], agent: 'zed' } as const;
    source.files.set(URL, { kind: 'fetched', bytes: aPng() });

    expect(await shelf.fetchAgain(row, stranger)).toBe(false);
    expect(await shelf.fetchAgain(row, EVERYTHING)).toBe(true);
    expect(await fetching().execute()).toBe(1);

    expect(await only()).toMatchObject({ state: 'kept', reason: null });
    expect(await shelf.fetchAgain(row, EVERYTHING)).toBe(false);
  });

  it('loses nothing and keeps nothing twice where a process dies between the two', async () => {
    class Dying extends PostgresMediaFetches {
      override keep(): Promise<boolean> {
        return Promise.reject(new Error('the process has died'));
      }
    }
    source.files.set(URL, { kind: 'fetched', bytes: aPng() });
    await sends('ann', URL);

    await expect(fetching(new Dying(pool)).execute()).rejects.toThrow('died');
    expect(await fetching().execute()).toBe(0);
    expect(await parts()).toBe(0);
    await pass(1);
    expect(await fetching().execute()).toBe(1);

    expect(await only()).toMatchObject({ state: 'kept' });
    expect(await parts()).toBe(1);
  });

  it('keeps what the one fetched that has it, where another comes late', async () => {
    let late: [ClaimedMedia, FetchedFile] | undefined;
    class Slow extends PostgresMediaFetches {
      override keep(...args: [ClaimedMedia, FetchedFile]): Promise<boolean> {
        late = args;
        return Promise.resolve(true);
      }
    }
    source.files.set(URL, { kind: 'fetched', bytes: aPng() });
    await sends('ann', URL);
    await fetching(new Slow(pool)).execute();
    await pass(1);
    await fetching().execute();

    expect(late && (await fetches.keep(...late))).toBe(false);
    expect(await parts()).toBe(1);
  });

  it('gives each file to one of many who look at once', async () => {
    for (let n = 0; n < 6; n += 1) {
      source.files.set(`${URL}&n=${String(n)}`, { kind: 'fetched', bytes: aPng() });
      await sends(`c${String(n)}`, `${URL}&n=${String(n)}`);
    }

    const replicas = Array.from({ length: 4 }, () => fetching());
    await Promise.all(replicas.map((replica) => replica.execute()));
    while ((await fetching().execute()) > 0);

    expect([...source.asked].sort()).toEqual([...new Set(source.asked)].sort());
    expect((await rows()).map(({ state }) => state)).toEqual(Array(6).fill('kept'));
  });

  it('shows a file to nobody who may not see its conversation, whatever they ask for', async () => {
    source.files.set(URL, { kind: 'fetched', bytes: aPng() });
    await sends('ann', URL);
    await fetching().execute();
    const row = await only();
    const other = await sends('bob', 'https://other.example');

    expect(await shelf.find(row, { kind: 'some', queues: ['care'], agent: 'zed' })).toBeUndefined();
    expect(await shelf.find({ ...row, conversationId: other }, EVERYTHING)).toBeUndefined();
    for (const id of ['x', "' OR true --", '', '../..']) {
      expect(await shelf.find({ ...row, id }, EVERYTHING)).toBeUndefined();
    }
  });

  it('lets go of files when their time is over, and of the addresses that lead to them', async () => {
    source.files.set(URL, { kind: 'fetched', bytes: aPng() });
    await sends('ann', URL);
    await fetching().execute();

    expect(await shelf.forgetOlderThan(30, 10)).toBe(0);
    await pass(31 * 24);
    expect(await shelf.forgetOlderThan(30, 10)).toBe(1);

    expect(await only()).toMatchObject({ state: 'forgotten' });
    expect(await parts()).toBe(0);
    expect(await readAll(await only())).toHaveLength(0);
    const { rows: urls } = await pool.query('SELECT url FROM media');
    expect(urls).toEqual([{ url: null }]);
  });

  it('erases files with their customer, also those that are just being fetched', async () => {
    source.files.set(URL, { kind: 'fetched', bytes: aPng() });
    await sends('ann', URL);
    await fetching().execute();
    await sends('ann', `${URL}&n=2`);
    const [claimed] = await fetches.claim(1, 60_000);

    await new PostgresProfileChanges(pool).erase([{ kind: 'external_id', value: 'ann' }], 'e1');

    expect(await rows()).toEqual([]);
    expect(await parts()).toBe(0);
    const file = { bytes: aPng(), type: 'image/png', name: undefined };
    expect(claimed && (await fetches.keep(claimed, file))).toBe(false);
    expect(await parts()).toBe(0);
  });
});
