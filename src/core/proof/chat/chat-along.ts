import { endOf, KEYWORDS } from '../graph/flow-places.ts';
import { isWithoutCustomer, waysFrom } from '../graph/place.ts';
import { type Trace, waysOf } from '../search/burden.ts';
import { ShortestWays, type Step } from '../search/shortest-ways.ts';
import type { Subject } from '../subject.ts';

/** The chat in which so much has come together: the customer's last message, and all after it. */
export function chatAlong(trace: Trace, subject: Subject): readonly string[] {
  const ways = waysOf(trace);
  const last = ways.findLastIndex(
    ({ edge: { input } }) => !isWithoutCustomer(input) && input.kind !== 'resumed',
  );
  const since = ways.slice(Math.max(0, last));
  const [first] = since;
  if (first === undefined) return [];
  return subject.chat([...waysBefore(first.from.id, since, subject), ...since]);
}

/** How the customer came to where they last wrote. */
function waysBefore(start: number, ways: readonly Step[], subject: Subject): readonly Step[] {
  return (
    asideBefore(start, ways, subject) ??
    callBefore(start, ways, subject) ??
    subject.ways.waysTo(start)
  );
}

/** Where something put aside goes on later, they left it before, by another flow's keyword. */
function asideBefore(
  start: number,
  ways: readonly Step[],
  { all: { graph }, ways: shortest, through }: Subject,
): readonly Step[] | undefined {
  const resumed = ways.findIndex(({ edge }) => edge.input.kind === 'resumed');
  const target = ways[resumed + 1]?.edge.to;
  if (resumed === -1 || target === undefined) return undefined;

  const { key } = graph.place(target);
  const aside = graph.find(`${key}/0/0`) ?? graph.place(target);
  const keyword = [...waysFrom(aside)].find(({ input }) => input.kind === 'keyword');
  if (keyword === undefined) return undefined;
  const between = new ShortestWays(graph, through, graph.id(KEYWORDS)).waysTo(start);
  return [...shortest.waysTo(aside.id), { from: aside, edge: keyword }, ...between];
}

/** Where a sub-flow comes back to its caller, they came to it from there. */
function callBefore(
  start: number,
  ways: readonly Step[],
  { all: { graph }, ways: shortest, through }: Subject,
): readonly Step[] | undefined {
  const back = ways.find(({ edge: { input } }, at) => {
    const before = ways[at - 1]?.edge.to;
    return input.kind === 'past' && before === graph.id(endOf(input.flow));
  });
  const into = back?.from.edges.find(({ input }) => input.kind === 'into');
  if (back === undefined || into === undefined) return undefined;
  const within = new ShortestWays(graph, through, into.to).waysTo(start);
  return [...shortest.waysTo(back.from.id), { from: back.from, edge: into }, ...within];
}
