import type { BotFile } from '../model/bot.ts';
import type { Flow } from '../model/flow.ts';
import type { Source } from './source.ts';

/** A flow and the file it came from. */
export interface FlowSource {
  readonly flow: Flow;
  readonly source: Source;
  /** Steps that are there and could not be read; none where the flow is whole. */
  readonly unreadSteps?: readonly string[];
}

/** A release, as far as it is right by form. */
export interface ReleaseSource {
  readonly bot: BotFile;
  readonly botSource: Source;
  /** Flows that are whole. */
  readonly flows: readonly FlowSource[];
  /** Flows with steps that could not be read: what is there is looked at all the same. */
  readonly damaged: readonly FlowSource[];
  /** The names of all flows, also of those of which nothing else could be read. */
  readonly flowNames: ReadonlySet<string>;
  /** Files of knowledge, by what flows call them: `delivery.md`. */
  readonly knowledge: ReadonlySet<string>;
  /** Parts of `bot.yaml` that could not be read: nothing is said about what leans on them. */
  readonly unreadParts: ReadonlySet<string>;
}
