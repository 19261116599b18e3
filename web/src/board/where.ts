import { useSearchParams } from 'react-router';

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

const NAMES = ['queue', 'state', 'agent', 'longer', 'sla', 'language'] as const;
export type WhereName = (typeof NAMES)[number];

/** Reads an address; what is not understood is not asked for. */
function whereIn(search: URLSearchParams): Where {
  const text = (name: WhereName): string | undefined => search.get(name)?.slice(0, 100);
  const state = text('state');
  const sla = text('sla');
  const longer = Number(text('longer') ?? NaN);
  return {
    ...{ queue: text('queue'), agent: text('agent'), language: text('language')?.slice(0, 20) },
    state: STATES.find((one) => one === state),
    longerThan: Number.isInteger(longer) && longer >= 0 && longer <= 10_080 ? longer : undefined,
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
type Show = (typeof SHOWS)[number];

export interface KeptWhere {
  readonly where: Where;
  readonly isNarrowed: boolean;
  readonly show: Show;
  /** `undefined` takes one away; the back button brings it again. */
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void;
  readonly clear: () => void;
}

export function useWhere(): KeptWhere {
  const [search, setSearch] = useSearchParams();
  const change = (changes: Readonly<Record<string, string | undefined>>): void => {
    setSearch((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  };
  return {
    where: whereIn(search),
    isNarrowed: NAMES.some((name) => search.has(name)),
    show: SHOWS.find((one) => one === search.get('show')) ?? 'conversations',
    change,
    clear: () => {
      change(Object.fromEntries(NAMES.map((name) => [name, undefined])));
    },
  };
}
