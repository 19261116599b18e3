import { type Command, Option } from 'commander';

import { Cassettes } from '#core/chat/cassettes.ts';
import type { Answering } from '#core/chat/run-chat.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import type { Problem } from '#core/flow/problem.ts';

import { problemList } from './check.command.ts';
import type { CliDeps } from './cli-deps.ts';
import { counted } from './counted.ts';
import { type Flows, readChats } from './flows.ts';
import type { Paint } from './paint.ts';
import { type Report, reportsOnFlows, type WatchOptions } from './report.ts';
import { coverageText } from './test/coverage-table.ts';
import { type LiveOptions, liveOptions, triedLive } from './test/live/live.ts';
import { mutated } from './test/mutated.ts';
import { outcomesText } from './test/outcome-text.ts';
import { OwnKnowledge } from './test/own-knowledge.ts';
import { recordAnswers } from './test/recorded.ts';
import { suggested } from './test/suggested.ts';
import { chosenChats, type Tested, tested } from './test/tested.ts';

interface TestOptions extends WatchOptions, LiveOptions {
  readonly only?: string;
  readonly suggest?: boolean;
  readonly mutate?: boolean;
  readonly record?: boolean;
  readonly live?: boolean;
}

const CHAT_FILE = /\.chat\.ya?ml$/;

export function testCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('test')
    .description('try the chats (*.chat.yaml) beside the flows, and say what they leave out')
    .option('--only <text>', 'chats with this in their file or title')
    .option('--suggest', 'write chats for what is not tried yet into a new file')
    .option('--record', 'ask the model of PARLEY_AI_* what chats ask it, and keep its answers')
    .option('--mutate', 'make mistakes in the flows, and say which ones the chats do not notice')
    .addOption(
      new Option('--live', 'ask the model of PARLEY_AI_* instead of recorded answers').conflicts([
        ...['record', 'suggest', 'mutate', 'watch'],
      ]),
    );
  const ofLive = liveOptions();
  for (const option of ofLive) command.addOption(option);
  reportsOnFlows<TestOptions>(command, aboutFolders(deps), (flows, options) => {
    if (options.live !== true) refuseStray(command, ofLive);
    return report(flows, options, deps);
  });
}

/** What is only for live runs would else be passed over, and nobody would know. */
function refuseStray(command: Command, ofLive: readonly Option[]): void {
  const stray = ofLive.find(
    (option) => command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (stray === undefined) return;
  command.error(`error: option '${stray.flags}' is for live runs: add --live, or leave it out`);
}

/** A chat file may be named in place of its folder. */
function aboutFolders(deps: CliDeps): CliDeps {
  return {
    ...deps,
    readFlows: (given) => deps.readFlows(placeOf(given).folder),
    watch: (given, onChange) => deps.watch(placeOf(given).folder, onChange),
  };
}

function placeOf(given: string): { readonly folder: string; readonly file: string } {
  if (!CHAT_FILE.test(given)) return { folder: given, file: '' };
  const slash = given.lastIndexOf('/');
  return { folder: slash === -1 ? '.' : given.slice(0, slash), file: given.slice(slash + 1) };
}

async function report(
  { folder: given, files }: Flows,
  { only = '', suggest, mutate, record, live, ...liveOptions }: TestOptions,
  deps: CliDeps,
): Promise<Report> {
  const { folder, file } = placeOf(given);
  const chatFiles = (await readChats(folder, deps)).files.filter(({ path }) => path.endsWith(file));
  const knowledge = new OwnKnowledge(files, deps.knowledge);
  const startMs = deps.now().getTime();
  const mocks = mocksOf(await deps.named());
  if (live === true) {
    const chats = chosenChats(files, chatFiles, only);
    if ('problems' in chats) return problemReport(chats.problems, folder);
    return triedLive({ ...chats, mocks, knowledge, folder }, liveOptions, deps);
  }
  const cassettes = new Cassettes(await deps.readCassettes(folder), knowledge.passages);
  if (cassettes.problems.length > 0) return problemReport(cassettes.problems, folder);
  const answering: Answering = {
    mocks,
    recorded: (call, said, path, ask) => cassettes.answerTo(call, said, path, ask),
  };
  const run = (): ReturnType<typeof tested> => tested(files, chatFiles, only, answering);
  if (record === true) await recordInto(cassettes, { folder, knowledge, run }, deps);
  const result = run();
  if ('problems' in result) return problemReport(result.problems, folder);
  const tookMs = deps.now().getTime() - startMs;
  const fine = result.outcomes.every(({ failure }) => failure === undefined);
  const more = [
    // On a bot that does not do what its chats say, both would only mislead.
    ...(suggest === true && fine ? [await suggested(result, folder, deps)] : []),
    ...(mutate === true && fine ? [mutated(result, folder, deps)] : []),
  ];
  return joined(reportOf(result, folder, tookMs), more);
}

interface Recording {
  readonly folder: string;
  readonly knowledge: OwnKnowledge;
  readonly run: () => unknown;
}

async function recordInto(
  cassettes: Cassettes,
  { folder, knowledge, run }: Recording,
  deps: CliDeps,
): Promise<void> {
  const { model, close } = await deps.model('named');
  try {
    for (const file of await recordAnswers(cassettes, run, model, knowledge)) {
      await deps.writeFile(`${folder}/${file}`, cassettes.textOf(file));
    }
  } finally {
    await Promise.all([close(), knowledge.close()]);
  }
}

function problemReport(problems: readonly Problem[], folder: string): Report {
  return {
    ...{ fine: false, json: { folder, problems } },
    text: (paint) => problemList(problems, folder, paint),
  };
}

/** What connectors answer where nobody is to be asked, as whoever runs Parley has said. */
function mocksOf(file: ConnectorsFile | undefined): ReadonlyMap<string, unknown> {
  const entries = Object.entries(file?.connectors ?? {});
  return new Map(
    entries.flatMap(([name, { mock }]) => (mock === undefined ? [] : [[name, mock] as const])),
  );
}

function reportOf(result: Tested, folder: string, tookMs: number): Report {
  const { outcomes, coverage } = result;
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  return {
    fine: failed === 0,
    json: { folder, chats: outcomes, coverage },
    text: (paint) => textOf(result, folder, { failed, tookMs, paint }),
  };
}

function joined(report: Report, more: readonly Report[]): Report {
  const parts = [report, ...more];
  const textOfPart = ({ text }: Report, paint: Paint): string =>
    typeof text === 'string' ? text : text(paint);
  return {
    fine: report.fine === true,
    json: Object.assign({}, ...parts.map(({ json }) => json)) as unknown,
    text: (paint) => parts.map((part) => textOfPart(part, paint)).join('\n'),
  };
}

function textOf(
  { outcomes, coverage }: Tested,
  folder: string,
  {
    failed,
    tookMs,
    paint,
  }: { readonly failed: number; readonly tookMs: number; readonly paint: Paint },
): string {
  if (outcomes.length === 0) return nothingToTry(folder);
  const went = failed === 0 ? paint.green('all well') : paint.red(`${String(failed)} failed`);
  return [
    outcomesText(outcomes, folder, paint),
    '',
    coverageText(coverage, folder, paint),
    '',
    `${paint.bold(counted(outcomes.length, 'chat'))}, ${went} ${paint.dim(`(${String(tookMs)} ms)`)}`,
    '',
  ].join('\n');
}

function nothingToTry(folder: string): string {
  return `There are no chats in ${folder} yet. docs/flows/tests.md shows how to write one; \`parley test ${folder} --suggest\` writes some.\n`;
}
