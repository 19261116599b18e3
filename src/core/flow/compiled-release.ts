import type { AnyStateMachine } from 'xstate';

import type { RoutingTable } from '#core/routing/listening.ts';

import type { BotParts } from './compile/bot-parts.ts';
import type { DeskFacts } from './desk-facts.ts';
import type { ReleaseHashes } from './hashes-of.ts';
import type { Places } from './places.ts';
import type { FlowSource } from './read/release-source.ts';

/** A release made ready to run; built once, shared by all conversations, never changed. */
export interface CompiledRelease {
  /** One machine for all flows of the release. */
  readonly machine: AnyStateMachine;
  /** Ids of the campaigns that its replies go out by. */
  readonly campaigns: ReadonlySet<string>;
  /** `bot.yaml` with what it leaves out filled in. */
  readonly bot: BotParts;
  readonly routing: RoutingTable;
  /** The machine's states as `advance` needs them. */
  readonly places: Places;
  /** Steps, `<flow>.<step>`, whose unsent words are void once the customer writes again. */
  readonly voidOnMessage: readonly string[];
  /** What each flow is called and made of, for those who look at a release. */
  readonly flows: readonly string[];
  /** The flows as they were read, with their places. */
  readonly sources: readonly FlowSource[];
  /** What people at a desk are told of it; worked out when somebody asks. */
  readonly desk: DeskFacts;
  /** What it does and what it says, each by a hash. */
  readonly hashes: ReleaseHashes;
}
