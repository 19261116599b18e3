import { News, type Presence, type Touch } from '#app/live/news.ts';

/** Postgres takes 7,999 bytes. */
const LONGEST = 7_500;

interface Written {
  /** Replica that says it. */
  readonly by: string;
  /** Conversation, its `seq`, and which entries changed where that is known. */
  readonly c?: readonly (readonly [string, number, (readonly number[])?])[];
  readonly q?: readonly string[];
  readonly p?: readonly string[];
  readonly v?: readonly Presence[];
}

/** News as texts that a NOTIFY can carry, each for itself. */
export function textsOf(news: News, by: string): readonly string[] {
  return [
    ...chunks([...news.conversations].map(written), (c) => ({ by, c })),
    ...chunks([...news.queues], (q) => ({ by, q })),
    ...chunks([...news.people], (p) => ({ by, p })),
    ...chunks(news.presences, (v) => ({ by, v })),
  ];
}

/** What a text says; `undefined` for one's own, and for what is no such text. */
export function newsIn(text: string, own: string): News | undefined {
  try {
    const { by, c = [], q = [], p = [], v = [] } = JSON.parse(text) as Written;
    if (by === own) return undefined;
    const news = new News();
    for (const [id, seq, entries] of c) news.touch(id, seq, entries);
    for (const queue of q) news.queues.add(queue);
    for (const person of p) news.people.add(person);
    news.presences.push(...v);
    return news;
  } catch {
    return undefined;
  }
}

function written([id, { seq, entries }]: [string, Touch]): NonNullable<Written['c']>[number] {
  return entries === undefined ? [id, seq] : [id, seq, entries];
}

function chunks<T>(items: readonly T[], write: (items: readonly T[]) => Written): string[] {
  if (items.length === 0) return [];
  const text = JSON.stringify(write(items));
  if (Buffer.byteLength(text) <= LONGEST) return [text];
  if (items.length === 1) return []; // no name is so long; a hint may be lost
  const middle = Math.ceil(items.length / 2);
  return [...chunks(items.slice(0, middle), write), ...chunks(items.slice(middle), write)];
}
