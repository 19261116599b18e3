import { checkRelease } from './checks/all-checks.ts';
import { botPartsOf } from './compile/bot-parts-of.ts';
import { compileMachine } from './compile/compile-machine.ts';
import { routingTableOf } from './compile/routing-table-of.ts';
import type { CompiledRelease } from './compiled-release.ts';
import { Places } from './places.ts';
import type { Problem } from './problem.ts';
import { raiseProblems } from './raise-problems.ts';
import { readRelease, type ReleaseSource } from './read/read-release.ts';

/** A file of a release. */
export interface ReleaseFile {
  /** Relative to the flows folder, `/` between the names: `track-order.yaml`, `bot.yaml`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Reads, checks and compiles a release: a `bot.yaml` and a file for each flow. Files that are not
 * YAML, and chat tests (`*.chat.yaml`), are no part of it.
 *
 * Never throws for what is in the files: all problems of all files come together, in the order
 * of files and lines.
 */
export function compileRelease(
  files: readonly ReleaseFile[],
): { readonly release: CompiledRelease } | { readonly problems: readonly Problem[] } {
  const read = readRelease(files);
  const problems = [...read.problems, ...checksOf(read.source)];
  if (read.source === undefined || problems.length > 0) {
    return { problems: raiseProblems(problems) };
  }

  return { release: compile(read.source) };
}

function checksOf(source: ReleaseSource | undefined): readonly Problem[] {
  return source === undefined ? [] : checkRelease(source);
}

function compile(source: ReleaseSource): CompiledRelease {
  const flows = source.flows.map(({ flow }) => flow);
  const bot = botPartsOf(source.bot, flows);
  const machine = compileMachine(flows, bot);
  return {
    ...{ machine, bot, places: new Places(machine), routing: routingTableOf(flows, bot) },
    campaigns: new Set([...bot.layouts.values()].map(({ campaign }) => campaign)),
    flows: flows.map(({ name }) => name),
  };
}
