import type { FoundPassage } from '#core/ai/prompt.ts';

/** So many fit into a question beside the chat. */
const MOST = 4;
/** Characters of what is looked for: words beyond it make the rank no better. */
export const LONGEST_QUESTION = 500;

/**
 * Finds among `passage` those of the one `release`, both made by what stands before it; $2 is the
 * question, $3 the locale, $4 the files or null.
 *
 * Any of the question's words may stand in a passage; the more of them, and the rarer in it, the
 * better. The words of a language are compared by its own rules, so each has its own query.
 */
export const FIND_PASSAGES = `
  query AS MATERIALIZED (
    SELECT each.config,
           replace(plainto_tsquery(each.config::regconfig, $2)::text, '&', '|')::tsquery AS words
    FROM (SELECT DISTINCT p.config FROM passage p, release WHERE p.release_id = release.id) each)
  SELECT p.id, p.heading, p.text
  FROM release JOIN passage p ON p.release_id = release.id JOIN query USING (config)
  WHERE p.words @@ query.words AND ($4::text[] IS NULL OR p.file = ANY ($4))
  ORDER BY p.locale = $3 DESC, ts_rank(p.words, query.words, 1) DESC, p.id
  LIMIT ${String(MOST)}`;

export interface PassageRow {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

export function foundIn(rows: readonly PassageRow[]): readonly FoundPassage[] {
  return rows.map(({ id, heading, text }) => ({ source: id, heading, text }));
}
