const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
/** Of one handoff: what a row of a table can narrow the report to. */
export const NARROWING = ['queue', 'agent', 'step', 'code', 'locale'] as const;
type Narrowing = (typeof NARROWING)[number];
type View = 'handoffs' | 'chats';

/** What is asked, as it stands in the address: a link shows a colleague the same. */
export interface Filters {
  readonly view: View;
  readonly from: string;
  /** The last day; the API is told the one after it. */
  readonly until: string;
  readonly tz: string;
  readonly by: string;
  readonly narrow: Readonly<Partial<Record<Narrowing, string>>>;
}

/** Reads an address; what is no day is the usual one. */
export function filtersIn(search: URLSearchParams, now: Date): Filters {
  const view: View = search.get('view') === 'chats' ? 'chats' : 'handoffs';
  const until = dayIn(search.get('until')) ?? dayBefore(0, now);
  const narrow = NARROWING.flatMap((name) => {
    const value = search.get(name);
    return value === null || view === 'chats' ? [] : [[name, value] as const];
  });
  return {
    ...{ view, until, from: dayIn(search.get('from')) ?? dayBefore(USUAL_DAYS - 1, now) },
    tz: search.get('tz') ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    by: search.get('by') ?? (view === 'chats' ? 'flow' : 'queue'),
    narrow: Object.fromEntries(narrow),
  };
}

/** What the API is asked. */
export function queryOf(
  { from, until, tz, narrow }: Filters,
  by?: string,
): Readonly<Record<string, string>> {
  return { ...(by !== undefined && { by }), from, to: dayAfter(until), tz, ...narrow };
}

export function daysOf({ from, until }: Pick<Filters, 'from' | 'until'>): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1;
}

/** A day so many before today, by the clock on this wall. */
export function dayBefore(days: number, now: Date): string {
  const then = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - days));
  return then.toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

/** Browsers take 30 February for 2 March: what they make of it must be what was written. */
function dayIn(text: string | null): string | undefined {
  if (text === null || !DAY.test(text)) return undefined;
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}
