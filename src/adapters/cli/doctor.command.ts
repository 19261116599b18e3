import { type Command, InvalidArgumentError } from 'commander';

import { all, type Finding, unseen } from '#core/doctor/finding.ts';
import { judgeClosed, judgeConnectors } from '#core/doctor/judge-connectors.ts';
import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import { compileRelease } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { FlowSource } from '#core/flow/read/release-source.ts';

import { type CliDeps, withUseCases } from './cli-deps.ts';
import { FlowsHaveProblems } from './cli-errors.ts';
import { closedProblems } from './closed-to-models.ts';
import { doctorReport } from './doctor/doctor-report.ts';
import { FOLDER_ARGUMENT, readFlows } from './flows.ts';
import { type Report, type ReportOptions, reports } from './report.ts';
import { unnamedOf } from './unnamed.ts';

interface DoctorOptions extends ReportOptions {
  readonly inbound?: string;
  readonly also?: readonly string[];
  readonly campaigns: number;
  readonly sendTo?: string;
}

/** Campaigns that are looked at, at most, out of a budget of 250,000 calls an hour. */
const MOST_CAMPAIGNS = 500;

export function doctorCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('doctor')
    .description('look at Braze from outside and say what keeps customers and bot apart')
    .argument(
      FOLDER_ARGUMENT,
      'folder of the flows to look for (default: the release that is live)',
    )
    .option('--inbound <campaign>', 'id of the inbound webhook campaign, instead of a search')
    .option('--also <hosts...>', 'REST hosts at which to try a key that is not known', hostsOf)
    .option('--campaigns <count>', 'look at so many campaigns at most', countOf, MOST_CAMPAIGNS)
    .option('--send-to <external id>', 'send this one customer one text; else nothing is sent');
  reports<DoctorOptions>(command, deps, (options, given) => examined(deps, options, given));
}

async function examined(
  deps: CliDeps,
  options: DoctorOptions,
  given: string | undefined,
): Promise<Report> {
  const desk = await deps.doctor();
  try {
    const release = await releaseOf(deps, given);
    const bot = release?.bot;
    const findings = await desk.examine.execute({
      bot,
      also: options.also ?? [],
      inbound: options.inbound,
      mostCampaigns: options.campaigns,
    });
    const sent =
      bot === undefined || options.sendTo === undefined
        ? []
        : await desk.sendTrial.execute(bot, options.sendTo);
    const connectors = release === undefined ? [] : await connectorsOf(release, deps);
    return doctorReport([
      ...(bot === undefined ? NO_BOT : []),
      ...findings,
      ...connectors,
      ...sent,
    ]);
  } finally {
    await desk.close();
  }
}

const NO_BOT: readonly Finding[] = all('The bot', [
  unseen(
    'no-release',
    'No release is live, so there are no campaigns to look for',
    'Name the folder of your flows, as `parley doctor flows/`, or publish them',
  ),
]);

/** What doctor looks at, and by which name its files are shown. */
interface Examined {
  readonly bot: Pick<BotParts, 'layouts' | 'canvases' | 'connectors'>;
  readonly flows: readonly FlowSource[];
  readonly folder: string;
}

async function connectorsOf(
  { bot, flows, folder }: Examined,
  { named }: CliDeps,
): Promise<readonly Finding[]> {
  const file = await named();
  const closed = closedProblems({ flows }, file).map(({ file: path, line, message, cure }) => ({
    ...{ message, cure },
    place: `${folder}/${path}:${String(line)}`,
  }));
  return all('Systems that flows call', [
    ...judgeConnectors(bot.connectors.size, unnamedOf(bot, file)),
    ...judgeClosed(closed),
  ]);
}

async function releaseOf(deps: CliDeps, given: string | undefined): Promise<Examined | undefined> {
  if (given === undefined) {
    return withUseCases(deps, ({ liveRelease }) => {
      const live = liveRelease();
      return Promise.resolve(live && examinedOf(live.release, `release ${String(live.id)}`));
    });
  }
  const { folder, files } = await readFlows(given, deps);
  const compiled = compileRelease(files);
  if ('problems' in compiled) throw new FlowsHaveProblems(folder, compiled.problems);
  return examinedOf(compiled.release, folder);
}

function examinedOf({ bot, sources: flows }: CompiledRelease, folder: string): Examined {
  return { bot, flows, folder };
}

/** A key is shown to nobody but Braze. */
function hostsOf(value: string, before: readonly string[] = []): readonly string[] {
  const host = value
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '')
    .toLowerCase();
  if (/^rest\.[a-z0-9-]+\.braze\.(com|eu)$/.test(host)) return [...before, host];
  throw new InvalidArgumentError('Write a REST host of Braze, as rest.fra-01.braze.eu.');
}

function countOf(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0 && count <= 100_000) return count;
  throw new InvalidArgumentError('Write a number from 1 to 100000.');
}
