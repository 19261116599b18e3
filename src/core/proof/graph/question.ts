import { offering } from '#core/flow/compile/steps/choose.ts';
import { ladderOf as cutLadder } from '#core/flow/model/attempts.ts';
import type { Exit } from '#core/flow/model/exit.ts';
import { isLast, type Ladder, rungOf } from '#core/flow/model/ladder.ts';
import { type Silence, silencesOf } from '#core/flow/model/silence.ts';
import type { Asking } from '#core/flow/model/step.ts';
import type { Path, Source } from '#core/flow/read/source.ts';

import { writing } from './acts.ts';
import { builtIn, command, flowWays, stayingWays } from './common-ways.ts';
import {
  answeredAt,
  backIn,
  correctedIn,
  GOING_BACK,
  LATE,
  RESUMING,
  stepKey,
  type Ways,
} from './flow-places.ts';
import type { Act, Edge, Input, Origin } from './place.ts';

const ON: Input = { kind: 'on' };

/** A rung or a silence, and whose words it is. */
interface Repair<T> {
  readonly item: T;
  readonly path: Path;
  readonly source: Source | undefined;
  readonly origin: Origin;
}

/** A question as its stages see it. */
interface Question {
  readonly ways: Ways;
  readonly asked: readonly Act[];
  readonly ladder: readonly Repair<Ladder[number]>[];
  readonly silences: readonly Repair<Silence>[];
  readonly stage: (tries: number, silences: number) => string;
}

/**
 * A question's places: one that asks it, and one for each number of answers that were not accepted
 * and of silences that have passed, which is what the machine remembers of it.
 */
export function questionPlaces(step: Asking, name: string, ways: Ways): void {
  const { graph } = ways.all;
  const key = stepKey(ways.flow.name, name);
  const head = { flow: ways.flow.name, step: name, source: ways.source, path: ways.path };
  const question: Question = {
    ...{ ways, asked: questionOf(step, ways), ladder: ladderOf(step, ways) },
    silences: silencesIn(step, ways),
    stage: (tries, silences) => `${key}/${String(tries)}/${String(silences)}`,
  };
  const asking = graph.describe(key, { kind: 'passing', ...head });
  const open = graph.id(question.stage(0, 0));
  graph.add(asking, { input: ON, acts: question.asked, to: open, origin: 'flow' });
  answeredPlaces(step, key, ways);

  const shared = [
    ...answers(step, key, ways),
    ...flowWays(ways.all, ways.flow.name, step.interrupt !== false),
    ...repairWays(key, ways),
    ...(step.undelivered === undefined ? [] : [unheardHere(step.undelivered, ways)]),
  ];
  for (const [tries, silences] of stagesOf(question)) {
    const stage = question.stage(tries, silences);
    const here = graph.describe(stage, { kind: 'question', ...head }, shared);
    graph.add(here, rungAt(question, tries));
    const silence = question.silences[silences];
    if (silence !== undefined) {
      graph.add(here, silent(silence, question.stage(tries, silences + 1), ways));
    }
    for (const way of stayingWays(ways.all, here)) graph.add(here, way);
  }
}

/** The question itself did not arrive, and is still open. */
function unheardHere(undelivered: Exit, ways: Ways): Edge {
  const { path, source } = ways;
  const input = { kind: 'undelivered' } as const;
  return ways.unheard(undelivered, { input, source, path: [...path, 'undelivered'] });
}

/** Asked again, the question before, an earlier answer put right: each comes back to a question. */
function repairWays(key: string, { all, flow }: Ways): Edge[] {
  const { bot } = all;
  return [
    command(all, 'repeat', key),
    command(all, 'language', key, builtIn(bot, 'language_set')),
    command(all, 'back', key, builtIn(bot, 'nothing_before')),
    command(all, 'back', backIn(flow.name)),
  ];
}

/** After the last silence there is another stage only where it did not leave the question. */
function* stagesOf({ ladder, silences }: Question): Generator<readonly [number, number]> {
  const last = silences.at(-1)?.item;
  const leaves = last !== undefined && (last.goto !== undefined || last.handoff !== undefined);
  const count = silences.length + (leaves ? 0 : 1);
  for (let tries = 0; tries < ladder.length; tries += 1) {
    for (let passed = 0; passed < count; passed += 1) yield [tries, passed];
  }
}

function questionOf(step: Asking, ways: Ways): readonly Act[] {
  const say = step.kind === 'ask' ? step.say : offering(step, ways.all.bot);
  return ways.says(say, [...ways.path, 'say']);
}

/** What the customer sends as an answer; what follows from it stands in a place of its own. */
function answers(step: Asking, key: string, { all: { graph } }: Ways): Edge[] {
  const answered = (input: Input, option?: string): Edge => ({
    ...{ input, acts: [], to: graph.id(answeredAt(key, option)), origin: 'flow' },
  });
  if (step.kind === 'choose') {
    return step.options.map(({ id, title }) => answered({ kind: 'option', id, title }, id));
  }
  const media = step.media === 'accept' ? [answered({ kind: 'media' })] : [];
  return [answered({ kind: 'answer', slot: step.ask }), ...media];
}

/** Where answers lead, given in time, too late, or as a correction. */
function answeredPlaces(step: Asking, key: string, ways: Ways): void {
  const { graph } = ways.all;
  const head = {
    kind: 'passing',
    flow: ways.flow.name,
    source: ways.source,
    path: ways.path,
  } as const;
  const written = writing(step.write, ways);
  const add = (option: string | undefined, slot: string | true, goto: string | undefined): void => {
    const kept: Act[] = slot === true ? [] : [{ kind: 'keep', slot, option }];
    const here = graph.describe(answeredAt(key, option), {
      ...head,
      step: key.slice(key.indexOf('.') + 1),
    });
    const acts = [...kept, ...written];
    graph.add(here, goto === undefined ? ways.onward(ON, acts) : ways.to(goto, ON, acts));
    const again: Edge = { input: ON, acts: [], to: here, origin: 'global' };
    graph.add(graph.id(correctedIn(ways.flow.name)), again);
    graph.add(graph.id(LATE), again);
  };
  if (step.kind === 'ask') add(undefined, step.ask, undefined);
  else for (const { id, goto } of step.options) add(id, step.choose, goto);

  const again: Edge = { input: ON, acts: [], to: graph.id(key), origin: 'global' };
  graph.add(graph.id(backIn(ways.flow.name)), again);
  if (step.interrupt === false) return;
  for (const hub of [RESUMING, GOING_BACK]) {
    graph.add(graph.id(hub), { ...again, acts: builtIn(ways.all.bot, 'resumed') });
  }
}

/** As the compiler makes it: the step's own, the bot's, and one that hands off where none leaves. */
function ladderOf(step: Asking, { all, source, path }: Ways): readonly Repair<Ladder[number]>[] {
  const { bot, botSource, botFile } = all;
  const ofBot = bot.invalid.map((item, at): Repair<Ladder[number]> => {
    const isOwn = botFile.invalid !== undefined;
    return {
      ...{ item, path: ['invalid', at], source: isOwn ? botSource : undefined },
      origin: isOwn ? 'bot' : 'built-in',
    };
  });
  const own = step.invalid?.map((item, at): Repair<Ladder[number]> => ({
    ...{ item, path: [...path, 'invalid', at], source, origin: 'flow' },
  }));
  const again = added({ say: bot.copy.not_an_option, repeat: true });
  const ladder = own ?? (step.kind === 'ask' ? ofBot : [again, ...ofBot.slice(1)]);
  const cut = attempted(ladder, step.attempts);
  const last = cut.at(-1)?.item;
  const isWhole = last !== undefined && isLast(rungOf(last).rung);
  return isWhole ? cut : [...cut, added({ handoff: {} })];
}

/** A ladder cut or stretched to the step's attempts; each rung keeps whose words it is. */
function attempted(
  ladder: readonly Repair<Ladder[number]>[],
  attempts: number | undefined,
): readonly Repair<Ladder[number]>[] {
  if (attempts === undefined) return ladder;
  const items = ladder.map(({ item }) => item);
  return cutLadder(items, attempts).map(
    (item) => ladder.find((each) => each.item === item) ?? { ...added(item), origin: 'flow' },
  );
}

function added(item: Ladder[number]): Repair<Ladder[number]> {
  return { item, path: [], source: undefined, origin: 'built-in' };
}

function rungAt({ ladder, ways, asked, stage }: Question, tries: number): Edge {
  const found = ladder[tries] ?? added({ handoff: {} });
  const { path, source, origin } = found;
  const { rung, sayPath } = rungOf(found.item);
  const { say, repeat, goto, handoff } = rung;
  const input = { kind: 'invalid', before: tries } as const;
  const where = { path, sayPath: [...path, ...sayPath], source, origin };
  if (handoff !== undefined) return ways.handsOff(handoff, say, input, where);

  const said = ways.says(say, where.sayPath, source);
  if (goto !== undefined) return ways.to(goto, input, said, origin);
  const acts = repeat ? [...said, ...asked] : said;
  return { input, acts, to: ways.all.graph.id(stage(tries + 1, 0)), origin };
}

function silencesIn(step: Asking, { all, source, path }: Ways): readonly Repair<Silence>[] {
  const isOwn = step.silence !== undefined;
  const base: Path = isOwn ? [...path, 'silence'] : ['silence'];
  return silencesOf(step.silence ?? all.bot.silence).map((item, at) => ({
    item,
    path: [...base, ...Array<string>(at).fill('then')],
    source: isOwn ? source : all.botSource,
    origin: isOwn ? 'flow' : 'bot',
  }));
}

function silent({ item, path, source, origin }: Repair<Silence>, next: string, ways: Ways): Edge {
  const { after: afterMs, say, goto, handoff } = item;
  const input = { kind: 'silence', afterMs } as const;
  if (handoff !== undefined) return ways.handsOff(handoff, say, input, { path, source, origin });

  const said = ways.says(say, [...path, 'say'], source);
  if (goto !== undefined) return ways.to(goto, input, said, origin);
  return { input, acts: said, to: ways.all.graph.id(next), origin };
}
