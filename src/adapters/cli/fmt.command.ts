import type { Command } from 'commander';

import type { ReleaseFile } from '#core/flow/compile-release.ts';
import { formatYaml } from '#core/flow/format-yaml.ts';
import type { Problem } from '#core/flow/problem.ts';
import { readYaml } from '#core/flow/read/read-yaml.ts';

import { problemList } from './check.command.ts';
import type { CliDeps } from './cli-deps.ts';
import { counted } from './counted.ts';
import { FOLDER_ARGUMENT, FOLDER_HELP, readChats, readFlows } from './flows.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

interface FmtOptions extends ReportOptions {
  readonly check?: boolean;
}

export function fmtCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('fmt')
    .description('write flows, bot, copy and chats in their one form; comments stay')
    .argument(FOLDER_ARGUMENT, FOLDER_HELP)
    .option('--check', 'change nothing, and say which files are not in it');
  reports<FmtOptions>(command, deps, async ({ check = false }, given) => {
    const { folder, files } = await readFlows(given, deps);
    const chats = await readChats(given, deps);
    const { changed, problems } = formatted([...files.filter(isYaml), ...chats.files]);
    for (const { path, text } of check ? [] : changed) {
      await deps.writeFile(`${folder}/${path}`, text);
    }
    return told(folder, { changed: changed.map(({ path }) => path), problems, check });
  });
}

/** Knowledge is written as people like it. */
function isYaml({ path }: ReleaseFile): boolean {
  return /\.ya?ml$/.test(path);
}

interface Formatted {
  readonly changed: readonly ReleaseFile[];
  readonly problems: readonly Problem[];
}

/** Files that come out otherwise; those that are not YAML stay as they are. */
function formatted(files: readonly ReleaseFile[]): Formatted {
  const changed: ReleaseFile[] = [];
  const problems: Problem[] = [];
  for (const { path, text } of files) {
    const read = readYaml(path, text);
    if ('problems' in read) {
      problems.push(...read.problems);
      continue;
    }
    const better = formatYaml(text);
    if (better !== text) changed.push({ path, text: better });
  }
  return { changed, problems };
}

interface Told {
  readonly changed: readonly string[];
  readonly problems: readonly Problem[];
  readonly check: boolean;
}

function told(folder: string, { changed, problems, check }: Told): Report {
  const verb = check ? 'not in their form' : 'written';
  const lines = changed.map((path) => `${folder}/${path}\n`).join('');
  return {
    fine: problems.length === 0 && !(check && changed.length > 0),
    json: { folder, changed, problems },
    text: (paint) =>
      [
        `${lines}${counted(changed.length, 'file')} ${verb}.\n`,
        ...(problems.length === 0 ? [] : [`\n${problemList(problems, folder, paint)}`]),
      ].join(''),
  };
}
