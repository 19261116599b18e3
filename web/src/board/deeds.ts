import { api } from '../api/desk-api.ts';
import type { DeskRow } from '../api/desk-types.ts';
import type { Count, Outcome, Piece } from './board-types.ts';
import { type Where, wordsOf } from './where.ts';
import type { SayBoard } from './words.ts';

export type DeedName = 'take' | 'assign' | 'pull-back' | 'hand-back' | 'close';

/** What a deed is done to: these, or all that match. */
export type Selection =
  | { readonly kind: 'these'; readonly rows: readonly DeskRow[] }
  | { readonly kind: 'matching'; readonly where: Where };

/** Of a deed, as far as it needs words. */
export interface DeedWords {
  readonly queue: string | null;
  readonly agent: string | null;
  readonly note: string;
  readonly to: 'menu' | 'question' | 'rest';
  readonly code: string;
  readonly quietly: boolean;
}

const PIECE = 50;

/** The same counts of rows that are on the screen. */
export function countOf(rows: readonly DeskRow[], nowMs: number): Count {
  const of = (...states: readonly string[]): number =>
    rows.filter(({ state }) => states.includes(state)).length;
  const isOver = ({ window_ends_at: endsAt }: DeskRow): boolean =>
    endsAt === null || Date.parse(endsAt) <= nowMs;
  return {
    conversations: rows.length,
    ...{ waiting: of('asking', 'waiting'), offered: of('offered'), held: of('held', 'wrapping') },
    agents: new Set(rows.flatMap(({ agent }) => (agent === null ? [] : [agent]))).size,
    window_over: rows.filter(isOver).length,
    at: '',
  };
}

/** What customers will notice, and what colleagues lose, in sentences. */
export function noticesOf(
  deed: DeedName,
  words: DeedWords,
  count: Count,
  say: SayBoard,
): readonly string[] {
  const values = { held: String(count.held), agents: String(count.agents) };
  const isSilent = deed !== 'hand-back' && (deed !== 'close' || words.quietly);
  return [
    ...saidOf(deed, words, say),
    ...(deed === 'take' && count.held > 0 ? [say('says_takeHeld', values)] : []),
    ...(!isSilent && count.window_over > 0
      ? [say('says_window', { n: String(count.window_over) })]
      : []),
    say('onlyThese'),
  ];
}

function saidOf(deed: DeedName, words: DeedWords, say: SayBoard): readonly string[] {
  switch (deed) {
    case 'take':
      return [say('says_take')];
    case 'pull-back':
      return [say('says_pull-back')];
    case 'assign':
      return [say('says_assign'), ...(words.agent === null ? [] : [say('says_assignAgent')])];
    case 'hand-back':
      return [say(`says_back_${words.to}`)];
    case 'close':
      return [say(words.quietly ? 'says_closeQuietly' : 'says_close')];
  }
}

function bodyOf(deed: DeedName, words: DeedWords): object {
  const { queue, agent, note, to, code, quietly } = words;
  if (deed === 'assign') return { queue, agent, ...(note.trim() !== '' && { note }) };
  if (deed === 'hand-back') return { to };
  return deed === 'close' ? { code, quietly } : {};
}

interface Run {
  readonly deed: DeedName;
  readonly words: DeedWords;
  readonly selection: Selection;
  /** As it was counted: none who came later is touched. */
  readonly count: Count;
  /** After each piece; answers whether to go on. */
  readonly onPiece: (outcomes: readonly Outcome[]) => boolean;
}

type Write = (path: string, body: object) => Promise<Piece>;

const written: Write = (path, body) => api.write<Piece>('POST', path, body);

/** Does it, piece by piece; what has been done stays done where the API then refuses. */
export async function run(
  { deed, words, selection, count, onPiece }: Run,
  write = written,
): Promise<void> {
  const path = `/board/${deed}`;
  const body = bodyOf(deed, words);
  if (selection.kind === 'these') {
    for (let from = 0; from < selection.rows.length; from += PIECE) {
      const piece = selection.rows.slice(from, from + PIECE);
      const these = {
        ids: piece.map(({ id }) => id),
        held_by: piece.map(({ agent }) => agent ?? ''),
      };
      const { items } = await write(path, { ...body, ...these });
      if (!onPiece(items)) return;
    }
    return;
  }
  const where = wordsOf(selection.where);
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { items, next }: Piece = await write(path, {
      ...body,
      ...{ where, until: count.at, ...(cursor !== undefined && { cursor }) },
    });
    if (!onPiece(items)) return;
    cursor = next;
  }
}
