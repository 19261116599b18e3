import { rungOf } from '#core/flow/model/ladder.ts';
import { queuesByName } from '#core/flow/model/queue.ts';

import { builtIn, command, commonWays, stayingWays } from './common-ways.ts';
import {
  AGENT,
  GOING_BACK,
  KEYWORDS,
  LATE,
  NOBODY,
  QUEUE,
  REST,
  RESUMING,
  startOf,
  STOPPING,
  type Surroundings,
} from './flow-places.ts';
import type { Act, Edge, Input } from './place.ts';
import { saying } from './saying.ts';

const NOWHERE = { source: undefined, path: [] };
/** Who says nothing more after "stop" is taken at their word. */
const TAKEN_AT_THEIR_WORD_MS = 24 * 3_600_000;

/** The places that are no flow's: at rest, stopping, and where others than the bot answer. */
export function restPlaces(all: Surroundings): void {
  const { graph, bot, flows } = all;
  graph.id(REST); // The first of all, so that chats begin there.
  const rest = graph.describe(REST, { kind: 'rest', ...NOWHERE }, commonWays(all, true));
  for (const edge of missing(all, rest)) graph.add(rest, edge);
  for (const flow of [bot.welcome, bot.understand]) {
    if (flow === undefined) continue;
    const to = graph.id(startOf(flow));
    graph.add(rest, { input: { kind: 'welcome' }, acts: [], to, origin: 'bot' });
  }

  graph.add(rest, command(all, 'cancel', REST, builtIn(bot, 'nothing_to_cancel')));
  graph.add(rest, command(all, 'cancel', REST, builtIn(bot, 'cancelled')));
  graph.add(rest, {
    input: { kind: 'late' },
    acts: builtIn(bot, 'picked_up'),
    to: graph.id(LATE),
    origin: 'global',
  });
  for (const key of [LATE, RESUMING, GOING_BACK]) {
    graph.describe(key, { kind: 'repair', ...NOWHERE });
  }

  const keywords = graph.describe(KEYWORDS, { kind: 'passing', ...NOWHERE });
  for (const { name, keywords: words } of flows.values()) {
    if (Object.keys(words).length === 0) continue;
    graph.add(keywords, {
      input: { kind: 'on' },
      acts: [],
      to: graph.id(startOf(name)),
      origin: 'global',
    });
  }
  stoppingPlaces(all);
  othersPlaces(all);
}

/** What is not understood where no question is open; the ladder counts over all such places. */
export function missing(all: Surroundings, here: number): Edge[] {
  const { graph, bot, botSource, botFile } = all;
  const isOwn = botFile.no_match !== undefined;
  const source = isOwn ? botSource : undefined;
  const origin = isOwn ? 'bot' : 'built-in';
  const leaves = bot.noMatch.at(-1);
  const isWhole = leaves !== undefined && isLeaving(rungOf(leaves).rung);
  const ladder = isWhole ? bot.noMatch : [...bot.noMatch, { handoff: {} }];
  const rungs = ladder.map((item, before): Edge => {
    const { rung, sayPath } = rungOf(item);
    const path = ['no_match', before];
    const input: Input = { kind: 'no-match', before };
    const words = rung.say ?? (rung.handoff === undefined ? undefined : bot.copy.handoff);
    const said = saying(bot, words, { source, path: [...path, ...sayPath] });
    if (rung.handoff !== undefined) {
      const act: Act = {
        kind: 'handoff',
        handoff: rung.handoff,
        source,
        path: [...path, 'handoff'],
      };
      return { input, acts: [...said, act], to: graph.id(QUEUE), origin };
    }
    const to =
      rung.goto === undefined ? here : graph.id(rung.goto === 'end' ? REST : startOf(rung.goto));
    return { input, acts: said, to, origin };
  });
  return [...rungs, ...stayingWays(all, here)];
}

function isLeaving({
  goto,
  handoff,
}: {
  readonly goto?: unknown;
  readonly handoff?: unknown;
}): boolean {
  return goto !== undefined || handoff !== undefined;
}

/** "Do you want to stop?" is asked where the customer stands, and the owner stays the same. */
function stoppingPlaces(all: Surroundings): void {
  const { bot } = all;
  stoppingPlace(all, STOPPING, REST, [
    ...commonWays(all, true),
    ...(bot.menu === undefined ? [] : [command(all, 'bot', startOf(bot.menu))]),
  ]);
  const back = backFromQueue(all);
  stoppingPlace(all, `${QUEUE}:${STOPPING}`, QUEUE, [back]);
  stoppingPlace(all, `${AGENT}:${STOPPING}`, AGENT, []);
}

function stoppingPlace(all: Surroundings, key: string, back: string, ways: readonly Edge[]): void {
  const { graph, bot } = all;
  const here = graph.describe(key, { kind: 'stopping', ...NOWHERE }, ways);
  const system = (input: Input, to: string, acts: readonly Act[]): void => {
    graph.add(here, { input, acts, to: graph.id(to), origin: 'built-in' });
  };
  const option = (id: 'yes' | 'no'): Input => ({
    ...{ kind: 'option', id, title: id === 'yes' ? bot.copy.stop_yes : bot.copy.stop_no },
  });
  system(option('yes'), NOBODY, builtIn(bot, 'stopped'));
  system(option('no'), back, builtIn(bot, 'not_stopped'));
  system({ kind: 'no-match', before: 0 }, back, builtIn(bot, 'not_stopped'));
  system({ kind: 'silence', afterMs: TAKEN_AT_THEIR_WORD_MS }, NOBODY, []);
  system({ kind: 'agent', what: 'took' }, `${AGENT}:${STOPPING}`, builtIn(bot, 'stop_confirm'));
  system({ kind: 'agent', what: 'returned' }, STOPPING, builtIn(bot, 'stop_confirm'));
  for (const way of stayingWays(all, here)) {
    // Where a person has the conversation, what is not said in words is for them.
    graph.add(here, key === STOPPING ? way : { ...way, acts: [] });
  }
}

/** What others than the bot hear; the bot answers nothing there but to who calls it back. */
function othersPlaces(all: Surroundings): void {
  const { graph, bot } = all;
  const global = (from: string, input: Input, to: string, acts: readonly Act[]): void => {
    graph.add(graph.id(from), { input, acts, to: graph.id(to), origin: 'global' });
  };
  for (const kind of [QUEUE, AGENT, NOBODY] as const) graph.describe(kind, { kind, ...NOWHERE });
  graph.add(graph.id(QUEUE), backFromQueue(all));
  global(QUEUE, { kind: 'agent', what: 'took' }, AGENT, []);
  for (const owner of [QUEUE, AGENT]) {
    global(owner, { kind: 'agent', what: 'returned' }, REST, builtIn(bot, 'returned'));
    global(owner, { kind: 'agent', what: 'replied' }, owner, []);
    // How it was is asked behind the farewell, and only while the window is open as the machine saw it.
    const { flow, outside } = bot.desk.csat;
    global(owner, CLOSED, REST, builtIn(bot, 'farewell'));
    if (flow !== undefined) global(owner, CLOSED, startOf(flow), builtIn(bot, 'farewell'));
    if (outside !== undefined) global(owner, CLOSED_LATE, startOf(outside), []);
    if (bot.menu !== undefined) global(owner, RETURNED, startOf(bot.menu), []);
    global(owner, STOP, `${owner}:${STOPPING}`, builtIn(bot, 'stop_confirm'));
  }
  for (const said of wordsInLine(all)) global(QUEUE, LOOKED, QUEUE, said);
  global(NOBODY, { kind: 'command', command: 'start' }, REST, builtIn(bot, 'started'));
}

const CLOSED: Input = { kind: 'agent', what: 'closed' };
const CLOSED_LATE: Input = { kind: 'agent', what: 'closed', isLate: true };
const LOOKED: Input = { kind: 'agent', what: 'looked at' };
const RETURNED: Input = { kind: 'agent', what: 'returned' };
const STOP: Input = { kind: 'command', command: 'stop' };

/** What who waits reads: only while the 24 hours last, as the machine sees it. */
function wordsInLine({ bot, botSource, botFile }: Surroundings): readonly (readonly Act[])[] {
  const told = queuesByName(botFile).map(([name, { waiting }]) =>
    saying(bot, waiting?.say, { source: botSource, path: ['queues', name, 'waiting', 'say'] }),
  );
  const { reassureMs, callBack } = bot.desk;
  const asks = [...callBack.values()].some((each) => Object.values(each).includes('asks'));
  return [
    ...told,
    reassureMs === undefined ? [] : builtIn(bot, 'still_waiting'),
    ...(asks ? [builtIn(bot, 'leave_line'), builtIn(bot, 'stayed')] : []),
  ].filter((acts) => acts.length > 0);
}

function backFromQueue(all: Surroundings): Edge {
  const { menu } = all.bot;
  if (menu !== undefined) return command(all, 'bot', startOf(menu));
  return command(all, 'bot', REST, builtIn(all.bot, 'returned'));
}
