import { describe, expect, it } from '@jest/globals';

import { OUTSIDERS } from './outside-row.ts';
import { OUTSIDE_ROWS } from './outside-rows.ts';
import { playOutside } from './play-outside.ts';

describe('What the customer sees of those that are asked', () => {
  it.each(OUTSIDE_ROWS.map((row) => [`${row.moment}: ${row.what}`, row] as const))(
    'is as the table says, %s',
    async (_what, row) => {
      const played = await Promise.all(
        OUTSIDERS.map(async (each) => [each, await playOutside(row, each)] as const),
      );

      expect(Object.fromEntries(played)).toEqual(row.ends);
    },
  );
});
