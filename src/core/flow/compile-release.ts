import { checkFiles } from './check-files.ts';
import { botPartsOf } from './compile/bot-parts-of.ts';
import { compileMachine } from './compile/compile-machine.ts';
import { routingTableOf } from './compile/routing-table-of.ts';
import type { CompiledRelease } from './compiled-release.ts';
import { type DeskFacts, deskFactsOf } from './desk-facts.ts';
import { hashesOf, type ReleaseHashes } from './hashes-of.ts';
import type { Flow } from './model/flow.ts';
import { Places } from './places.ts';
import type { Problem } from './problem.ts';
import type { ReleaseSource } from './read/release-source.ts';

/** A file of a release. */
export interface ReleaseFile {
  /** Relative to the flows folder, `/` between the names: `track-order.flow.yaml`, `bot.yaml`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Reads, checks and compiles a release: a `bot.yaml`, a file for each flow, and `copy/<locale>.yaml`.
 * Files that are not YAML, and chat tests with what was recorded for them, are no part of it.
 *
 * Never throws for what is in the files: all problems of all files come together, in the order
 * of files and lines.
 */
export function compileRelease(
  files: readonly ReleaseFile[],
):
  | { readonly release: CompiledRelease; readonly source: ReleaseSource }
  | { readonly problems: readonly Problem[] } {
  const { source, problems } = checkFiles(files);
  if (problems.length > 0) return { problems };

  return { release: compileSource(source), source };
}

/** A release that was read and checked, made ready to run. */
export function compileSource(source: ReleaseSource): CompiledRelease {
  const flows = source.flows.map(({ flow }) => flow);
  const bot = botPartsOf(source.bot, flows);
  const machine = compileMachine(flows, bot);
  let hashes: ReleaseHashes | undefined;
  let desk: DeskFacts | undefined;
  return {
    ...{ machine, bot, places: new Places(machine), routing: routingTableOf(flows, bot) },
    campaigns: new Set([...bot.layouts.values()].map(({ campaign }) => campaign)),
    voidOnMessage: flows.flatMap(voidOnMessage),
    flows: flows.map(({ name }) => name),
    sources: source.flows,
    get desk() {
      return (desk ??= deskFactsOf(source, bot.hours));
    },
    // Worked out when somebody asks: that takes a tenth of the time of all the rest.
    get hashes() {
      return (hashes ??= hashesOf(source.bot, flows));
    },
  };
}

function voidOnMessage({ name, steps }: Flow): readonly string[] {
  return [...steps].flatMap(([step, value]) =>
    'stale' in value && value.stale?.on_message === true ? [`${name}.${step}`] : [],
  );
}
