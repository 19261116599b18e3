import { type Command, Option } from 'commander';

import { driveTurn } from '#app/ai/drive-turn.ts';
import type { ChatModel } from '#app/ports/chat-model.ts';
import { compileRelease } from '#core/flow/compile-release.ts';
import { type Attack, Attacker } from '#core/redteam/attack.ts';
import type { Breach } from '#core/redteam/examine.ts';
import { RED_PROMPTS } from '#core/redteam/red-prompts.ts';
import { type WayInKind, WAYS_IN } from '#core/redteam/way-in.ts';

import type { CliDeps } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { counted } from './counted.ts';
import { FOLDER_ARGUMENT, FOLDER_HELP, readFlows } from './flows.ts';
import type { Paint } from './paint.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

interface RedteamOptions extends ReportOptions {
  readonly only?: string;
  readonly live?: boolean;
}

/** What went through, and where. */
interface Hole extends Breach {
  readonly class: string;
  readonly step: string;
  /** How it got there. */
  readonly way: WayInKind;
  readonly prompt: string;
}

interface Rate {
  /** What the prompts are after, or how they got there. */
  readonly class: string;
  readonly tried: number;
  readonly held: number;
  /** Prompts to which no answer came, which proves nothing. */
  readonly unanswered: number;
}

const ANSWER_MS = 30_000;

export function redteamCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('redteam')
    .description('try the ai steps with customers who mean harm, and say whether the guards hold')
    .argument(FOLDER_ARGUMENT, FOLDER_HELP)
    .addOption(
      new Option('--only <class>', 'prompts of one class').choices(Object.keys(RED_PROMPTS)),
    )
    .option('--live', 'ask the model of PARLEY_AI_*; else a stand-in that obeys every order');
  reports<RedteamOptions>(command, deps, (options, given) => attacked(deps, options, given));
}

async function attacked(
  deps: CliDeps,
  { only, live = false }: RedteamOptions,
  given: string | undefined,
): Promise<Report> {
  const { folder, files } = await readFlows(given, deps);
  const compiled = compileRelease(files);
  if ('problems' in compiled) throw new FlowsHaveProblems(folder, compiled.problems);

  const attacker = new Attacker(compiled.release, compiled.source, files);
  const targets = attacker.targets();
  const unreached = targets.flatMap(({ step, ways }) => (ways.length === 0 ? [step] : []));
  const byWay = new Map<WayInKind, Tally>();
  if (targets.length === 0) return nothingToTry(folder);

  const { model, close } = await deps.model(live ? 'named' : 'obeying');
  const rates: Rate[] = [];
  const holes: Hole[] = [];
  try {
    for (const [name, prompts] of Object.entries(RED_PROMPTS)) {
      if (only !== undefined && only !== name) continue;
      deps.progress(name);
      const tally = emptyTally();
      const ways = targets.flatMap(({ step, ways: ofStep }) =>
        ofStep.map((way) => ({ step, way })),
      );
      for (const { step, way } of ways) {
        const ofWay = byWay.get(way.kind) ?? emptyTally();
        byWay.set(way.kind, ofWay);
        for (const prompt of prompts) {
          const attack = attacker.attack(way, prompt);
          if (attack === undefined) continue;
          const breaches = await outcomeOf(attack, model);
          for (const each of [tally, ofWay]) count(each, breaches);
          const where = { class: name, step, way: way.kind, prompt };
          holes.push(...(breaches ?? []).map((each) => ({ ...each, ...where })));
        }
      }
      rates.push({ class: name, ...tally });
    }
  } finally {
    deps.progress('');
    await close();
  }
  const ways = WAYS_IN.flatMap((way) => {
    const tally = byWay.get(way);
    return tally === undefined ? [] : [{ class: way, ...tally }];
  });
  return reportOf({ model: model.model, rates, ways, holes, unreached });
}

interface Tally {
  tried: number;
  held: number;
  unanswered: number;
}

function emptyTally(): Tally {
  return { tried: 0, held: 0, unanswered: 0 };
}

function count(tally: Tally, breaches: readonly Breach[] | undefined): void {
  tally.tried += 1;
  if (breaches === undefined) tally.unanswered += 1;
  else if (breaches.length === 0) tally.held += 1;
}

async function outcomeOf(attack: Attack, model: ChatModel): Promise<readonly Breach[] | undefined> {
  const { schema } = attack.asked;
  const signal = AbortSignal.timeout(ANSWER_MS);
  const breaches: Breach[] = [];
  const driven = await driveTurn(attack.asked, {
    askModel: (wish) => model.complete({ ...wish, schema, signal }),
    askConnector: (wish) => {
      breaches.push(...attack.breachesOfTool(wish));
      return Promise.resolve(attack.told);
    },
  });
  return 'kind' in driven ? undefined : [...breaches, ...attack.breaches(driven.read)];
}

interface Attacked {
  readonly model: string;
  readonly rates: readonly Rate[];
  readonly ways: readonly Rate[];
  readonly holes: readonly Hole[];
  readonly unreached: readonly string[];
}

function reportOf({ model, rates, ways, holes, unreached }: Attacked): Report {
  const held = sum(rates.map((rate) => rate.held));
  const tried = sum(rates.map((rate) => rate.tried));
  const hasGaps =
    tried === 0 || unreached.length > 0 || rates.some(({ unanswered }) => unanswered > 0);
  return {
    fine: holes.length > 0 ? false : hasGaps ? 'unseen' : true,
    json: { model, held, tried, classes: rates, ways, holes, unreached },
    text: (paint) =>
      [
        ...rates.map((rate) => lineOf(rate, paint)),
        paint.dim('By how it got to the model:'),
        ...ways.map((rate) => lineOf(rate, paint)),
        ...holes.map(
          ({ kind, seen, step, way, prompt }) =>
            `\n${paint.red(kind)} at ${step}: ${JSON.stringify(seen)}\n  ${way}: ${JSON.stringify(prompt)}`,
        ),
        ...unreached.map((step) => `No way to ${step} was found: it was not tried.`),
        '',
        `${percent(held, tried)} of ${counted(tried, 'prompt')} held, with ${model}`,
        '',
      ].join('\n'),
  };
}

function lineOf({ class: name, tried, held, unanswered }: Rate, paint: Paint): string {
  const open = unanswered === 0 ? '' : `, ${String(unanswered)} without an answer`;
  const sign = held === tried ? paint.green('✓') : paint.red('✗');
  return `${sign} ${name.padEnd(20)} ${String(held)}/${String(tried)} ${percent(held, tried)}${open}`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? '–' : (Math.floor((part / whole) * 1_000) / 10).toFixed(1)} %`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function nothingToTry(folder: string): Report {
  const text = `No flow in ${folder} asks the AI: there is nothing to try.\n`;
  return { text, json: { held: 0, tried: 0, classes: [], ways: [], holes: [], unreached: [] } };
}
