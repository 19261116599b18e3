import type { Command } from 'commander';

import { explainFailure, failureAsJson } from './explain-failure.ts';
import type { Files } from './files.ts';
import { type Flows, FOLDER_ARGUMENT, FOLDER_HELP, folderOf, readFlows } from './flows.ts';
import { type Paint, paintFor } from './paint.ts';
import type { Terminal } from './terminal.ts';

/** What a command found out: printed for people, or as JSON for programs. */
export interface Report {
  /** For people; ends with a line break. */
  readonly text: string | ((paint: Paint) => string);
  /** The same for programs; plain data. */
  readonly json: unknown;
  /**
   * `false`: something is wrong with what was looked at, and the process ends with 1; `unseen`:
   * some of it could not be looked at, and it ends with 2.
   */
  readonly fine?: boolean | 'unseen';
}

export interface ReportOptions {
  readonly json?: boolean;
}
export interface WatchOptions extends ReportOptions {
  readonly watch?: boolean;
}

/** Ends a command whose report has said already what is wrong. */
export class NotFine extends Error {
  readonly exitCode: 1 | 2;

  constructor(fine: false | 'unseen' = false) {
    super();
    this.exitCode = fine === 'unseen' ? 2 : 1;
  }
}

/** @throws NotFine unless all is well, for the exit code */
function endWith({ fine = true }: Report): void {
  if (fine !== true) throw new NotFine(fine);
}

type Printing = Pick<Terminal, 'write' | 'hasColours'>;

/**
 * Gives a command `--json`, and an action that prints the report it answers.
 *
 * `work` gets the options and then the arguments as commander read them; what it throws is
 * explained by the command line, which then ends with 2.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- commander's options are untyped: the caller says what they are
export function reports<Options extends ReportOptions>(
  command: Command,
  deps: Printing,
  work: (options: Options, ...args: (string | undefined)[]) => Report | Promise<Report>,
): void {
  command.option('--json', 'answer as JSON, for programs').action(async () => {
    const options = command.opts<Options>();
    const args = command.processedArgs as (string | undefined)[];
    const report = await work(options, ...args);
    print(report, options, deps);
    endWith(report);
  });
}

/**
 * `reports` for a command about the flows of a folder: takes `[folder]`, `--json` and `--watch`,
 * and hands over the files as they are then.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- commander's options are untyped: the caller says what they are
export function reportsOnFlows<Options extends WatchOptions>(
  command: Command,
  deps: Printing & Pick<Files, 'flowsFolder' | 'readFlows' | 'watch'>,
  work: (flows: Flows, options: Options) => Report | Promise<Report>,
): void {
  command
    .argument(FOLDER_ARGUMENT, FOLDER_HELP)
    .option('--json', 'answer as JSON, for programs')
    .option('--watch', 'again after each change, until Ctrl-C')
    .action(async (given: string | undefined) => {
      const options = command.opts<Options>();
      const run = async (): Promise<Report> => work(await readFlows(given, deps), options);
      if (options.watch === true) {
        await watching(folderOf(given, deps), options, deps, run);
        return;
      }
      const report = await run();
      print(report, options, deps);
      endWith(report);
    });
}

/** Runs once, and again after each change, one run after the other; a failure is shown and waited out. */
async function watching(
  folder: string,
  options: WatchOptions,
  deps: Printing & Pick<Files, 'watch'>,
  run: () => Promise<Report>,
): Promise<void> {
  const runOnce = async (): Promise<void> => {
    const report = await run().catch((failure: unknown): Report => {
      return { text: `${explainFailure(failure)}\n`, json: failureAsJson(failure) };
    });
    if (options.json !== true) deps.write(deps.hasColours ? CLEAR : RULE);
    print(report, options, deps);
  };
  await runOnce();
  let last: Promise<void> = Promise.resolve();
  deps.watch(folder, () => {
    last = last.then(runOnce);
  });
}

/** Empties the terminal, its scrolled part too, so that what is shown is what is so. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';
const RULE = `${'-'.repeat(40)}\n`;

/** With `--watch` each report is one line of JSON, so that a program can tell them apart. */
function print(report: Report, { json, watch }: WatchOptions, deps: Printing): void {
  if (json === true) {
    deps.write(`${JSON.stringify(report.json, null, watch === true ? undefined : 2)}\n`);
  } else {
    const { text } = report;
    deps.write(typeof text === 'string' ? text : text(paintFor(deps.hasColours)));
  }
}
