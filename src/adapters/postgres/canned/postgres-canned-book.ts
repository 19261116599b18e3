import type pg from 'pg';

import { CannedBook, type CannedReply } from '#app/ports/canned-book.ts';

import { rowsOf } from '../rows-of.ts';

const OF = `
  SELECT id, owner, key, locale, text FROM canned_reply
  WHERE owner IN ('', $1) ORDER BY key, owner DESC, locale`;

/** Where two write the last one at once, one too many is no harm. */
const PUT = `
  INSERT INTO canned_reply (id, owner, key, locale, text, updated_by)
  SELECT $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text
  WHERE (SELECT count(*) FROM canned_reply WHERE owner = $2) < $7::int
     OR EXISTS (SELECT FROM canned_reply WHERE owner = $2 AND key = $3 AND locale = $4)
  ON CONFLICT (owner, key, locale) DO UPDATE
  SET text = excluded.text, updated_by = excluded.updated_by, updated_at = parley_now()
  RETURNING id`;

const REMOVE = 'DELETE FROM canned_reply WHERE id = $1::uuid AND owner = $2 RETURNING id';

interface Row {
  readonly id: string;
  readonly owner: string;
  readonly key: string;
  readonly locale: string;
  readonly text: string;
}

export class PostgresCannedBook extends CannedBook {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async of(owner: string): Promise<readonly CannedReply[]> {
    const rows = await rowsOf<Row>(this.pool, { text: OF, values: [owner] });
    return rows.map(({ owner: whose, locale, ...reply }) => ({
      ...reply,
      owner: whose === '' ? undefined : whose,
      locale: locale === '' ? undefined : locale,
    }));
  }

  override async put(reply: CannedReply, by: string, most: number): Promise<string | undefined> {
    const { id, owner = '', key, locale = '', text } = reply;
    const values = [id, owner, key, locale, text, by, most];
    const [row] = await rowsOf<Pick<Row, 'id'>>(this.pool, { text: PUT, values });
    return row?.id;
  }

  override async remove(id: string, owner = ''): Promise<boolean> {
    const rows = await rowsOf<Row>(this.pool, { text: REMOVE, values: [id, owner] });
    return rows.length > 0;
  }
}
