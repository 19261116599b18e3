export const STATES = ['waiting', 'offered', 'held', 'wrapping'] as const;
type State = (typeof STATES)[number];
export const PATIENCE_MINUTES = [1, 5, 10, 15, 30, 60] as const;

/** What is wanted of the conversations, as it stands in the address: a link shows a colleague the same. */
export interface Where {
  readonly queue: string | undefined;
  readonly state: State | undefined;
  readonly agent: string | undefined;
  /** Minutes. */
  readonly longerThan: number | undefined;
  readonly sla: 'broken' | 'at-risk' | undefined;
  readonly language: string | undefined;
}

export const WHERE_NAMES = ['queue', 'state', 'agent', 'longer', 'sla', 'language'] as const;
export type WhereName = (typeof WHERE_NAMES)[number];

/** One queue, or several joined by commas. */
const QUEUES = /^[^,\0]{1,100}(?:,[^,\0]{1,100}){0,39}$/;
const MINUTES = /^\d{1,5}$/;
const LONGEST_MINUTES = 7 * 24 * 60;

/** Reads an address; what is not understood is not asked for. */
export function whereIn(search: URLSearchParams): Where {
  const text = (name: WhereName, longest: number): string | undefined => {
    const value = search.get(name) ?? '';
    return value === '' || value.length > longest ? undefined : value;
  };
  const queue = search.get('queue') ?? '';
  const longer = search.get('longer') ?? '';
  const sla = search.get('sla');
  return {
    ...{ agent: text('agent', 100), language: text('language', 20) },
    queue: QUEUES.test(queue) && queue.length <= 4_000 ? queue : undefined,
    state: STATES.find((one) => one === search.get('state')),
    longerThan:
      MINUTES.test(longer) && Number(longer) <= LONGEST_MINUTES ? Number(longer) : undefined,
    sla: sla === 'broken' || sla === 'at-risk' ? sla : undefined,
  };
}

/** What the API is asked. Who is just being asked for is told apart by nobody: they wait. */
export function wordsOf(where: Where): Readonly<Record<string, string | number>> {
  const { queue, state, agent, longerThan, sla, language } = where;
  return {
    ...(queue !== undefined && { queue }),
    ...(state !== undefined && { state: state === 'waiting' ? 'asking,waiting' : state }),
    ...(agent !== undefined && { agent }),
    ...(longerThan !== undefined && { longer_than: longerThan }),
    ...(sla !== undefined && { sla }),
    ...(language !== undefined && { language }),
  };
}

/** What stands below the queues; the first needs no word in the address. */
const SHOWS = ['conversations', 'agents', 'blocked'] as const;
export type Show = (typeof SHOWS)[number];

/** What is not understood is the first. */
export function showIn(search: URLSearchParams): Show {
  return SHOWS.find((one) => one === search.get('show')) ?? 'conversations';
}

/** Whether an address asks for some of the conversations only. */
export function isNarrowed(search: URLSearchParams): boolean {
  return WHERE_NAMES.some((name) => search.has(name));
}
