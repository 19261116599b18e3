import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import {
  boolArray,
  byteaArray,
  int4Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from '#adapters/postgres/binary-arrays.ts';

import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const ids = [randomUUID(), randomUUID()];

const itself = <T>(value: T): T => value;

describe('binary arrays', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: database() });
    await client.connect();
  });
  afterAll(() => client.end());

  it.each([
    [
      'text[]',
      textArray(['a', undefined, '', 'ñ "quoted" \\ , {} 😀\n'], itself),
      ['a', null, '', 'ñ "quoted" \\ , {} 😀\n'],
    ],
    ['uuid[]', uuidArray([...ids, undefined], itself), [...ids, null]],
    ['int[]', int4Array([0, -1, 2_147_483_647, undefined], itself), [0, -1, 2_147_483_647, null]],
    ['bool[]', boolArray([true, false, undefined], itself), [true, false, null]],
    [
      'bytea[]',
      byteaArray([Uint8Array.of(0, 255), undefined], itself),
      [Buffer.from([0, 255]), null],
    ],
    [
      'timestamptz[]',
      timestamptzArray([0, Date.UTC(2026, 10, 22, 17, 0, 0, 123), undefined], itself),
      [new Date(0), new Date(Date.UTC(2026, 10, 22, 17, 0, 0, 123)), null],
    ],
    [
      'timestamptz[]',
      timestamptzArray(
        [-1, Date.UTC(1999, 11, 31, 23, 59, 59, 999), Date.UTC(2250, 0, 1, 0, 0, 0, 1)],
        itself,
      ),
      [-1, Date.UTC(1999, 11, 31, 23, 59, 59, 999), Date.UTC(2250, 0, 1, 0, 0, 0, 1)].map(
        (atMs) => new Date(atMs),
      ),
    ],
    [
      'uuid[]',
      uuidArray(['00FF00ff-0000-7000-8000-00000000000A'], itself),
      ['00ff00ff-0000-7000-8000-00000000000a'],
    ],
    ['int[]', int4Array([], itself), []],
  ])('reach Postgres as they are: %s', async (type, encoded, expected) => {
    const { rows } = await client.query<{ readonly values: unknown[] }>(
      `SELECT $1::${type} AS values`,
      [encoded],
    );

    expect(rows[0]?.values).toEqual(expected);
  });

  it.each([
    'not-a-uuid',
    '',
    '00000000-0000-7000-8000-00000000000',
    '00000000-0000-7000-8000-0000000000000',
    '00000000-0000-7000-8000-000000000000-',
    '0000000g-0000-7000-8000-000000000000',
    '000000g0-0000-7000-8000-000000000000',
    '0000000０-0000-7000-8000-000000000000',
  ])('refuse what is not a UUID before it reaches the wire: %j', (value) => {
    expect(() => uuidArray([value], itself)).toThrow(TypeError);
  });
});
