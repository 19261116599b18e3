import type pg from 'pg';

import { type AnswerSource, AnswerSources } from '#app/ports/answer-sources.ts';

import { rowsOf } from '../rows-of.ts';

/** The release that an event was applied under is the one that its answer was asked in. */
const OF_EVENTS = `
  SELECT e.seq, p.id, p.file, p.locale, p.heading, p.text
  FROM event e
  CROSS JOIN LATERAL json_array_elements_text(
    CASE json_typeof(e.payload -> 'sources') WHEN 'array' THEN e.payload -> 'sources' ELSE '[]' END
  ) WITH ORDINALITY named (id, nth)
  JOIN passage p ON p.release_id = e.release_id AND p.id = named.id
  WHERE e.conversation_id = $1::uuid AND e.seq = ANY ($2::int[]) AND e.kind = 'call-result'
  ORDER BY e.seq, named.nth`;

/** Passages of releases by the answers that rest on them, in Postgres. */
export class PostgresAnswerSources extends AnswerSources {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override ofEvents(
    conversationId: string,
    seqs: readonly number[],
  ): Promise<readonly AnswerSource[]> {
    return rowsOf<AnswerSource & pg.QueryResultRow>(this.pool, {
      text: OF_EVENTS,
      values: [conversationId, [...seqs]],
    });
  }
}
