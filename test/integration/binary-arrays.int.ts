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
      textArray(['a', undefined, '', 'ñ "quoted" \\ , {} 😀\n']),
      ['a', null, '', 'ñ "quoted" \\ , {} 😀\n'],
    ],
    ['uuid[]', uuidArray([...ids, undefined]), [...ids, null]],
    ['int[]', int4Array([0, -1, 2_147_483_647, undefined]), [0, -1, 2_147_483_647, null]],
    ['bool[]', boolArray([true, false, undefined]), [true, false, null]],
    ['bytea[]', byteaArray([Uint8Array.of(0, 255), undefined]), [Buffer.from([0, 255]), null]],
    [
      'timestamptz[]',
      timestamptzArray([0, Date.UTC(2026, 10, 22, 17, 0, 0, 123), undefined]),
      [new Date(0), new Date(Date.UTC(2026, 10, 22, 17, 0, 0, 123)), null],
    ],
    ['int[]', int4Array([]), []],
  ])('reach Postgres as they are: %s', async (type, encoded, expected) => {
    const { rows } = await client.query<{ readonly values: unknown[] }>(
      `SELECT $1::${type} AS values`,
      [encoded],
    );

    expect(rows[0]?.values).toEqual(expected);
  });

  it('refuse what is not a UUID before it reaches the wire', () => {
    expect(() => uuidArray(['not-a-uuid'])).toThrow(TypeError);
  });
});
