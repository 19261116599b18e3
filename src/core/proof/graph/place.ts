import type { FullBubble } from '#core/flow/model/bubble.ts';
import type { Handoff } from '#core/flow/model/handoff.ts';
import type { Copy } from '#core/flow/model/words.ts';
import type { Write } from '#core/flow/model/write.ts';
import type { Path, Source } from '#core/flow/read/source.ts';

/** What happens at a place, as a class: all that the graph tells apart. */
export type Input =
  /** Nothing has to happen: the place is passed. */
  | { readonly kind: 'on' }
  /** Passed too, where a condition holds, or none of those before it. */
  | {
      readonly kind: 'branch';
      readonly when: string | undefined;
      readonly before: readonly string[];
    }
  /** The customer's. */
  | { readonly kind: 'option'; readonly id: string; readonly title: Copy }
  | { readonly kind: 'answer'; readonly slot: string }
  | { readonly kind: 'media' }
  /** After so many in a row before it. */
  | { readonly kind: 'invalid' | 'no-match'; readonly before: number }
  /** Empty, an image, a voice message, a location: what holds no words. */
  | { readonly kind: 'unreadable' | 'busy' | 'welcome' | 'late' }
  /** Of any flow that has some; which, the next place tells. */
  | { readonly kind: 'keyword' }
  | { readonly kind: 'command'; readonly command: string }
  /** Time's. */
  | { readonly kind: 'silence' | 'wait' | 'timed-out'; readonly afterMs: number }
  /** Other systems'; they take so long at most. */
  | { readonly kind: 'result' | 'failed' | 'refused'; readonly afterMs: number }
  /** What was said did not reach the customer, and they have not written since. */
  | { readonly kind: 'undelivered' }
  /** A flow has ended, and what the customer had put aside for it goes on. */
  | { readonly kind: 'resumed' }
  /** A sub-flow's: into it, and past it once it has ended. */
  | { readonly kind: 'into' | 'past'; readonly flow: string }
  /** People's. */
  | {
      readonly kind: 'agent';
      readonly what: 'took' | 'replied' | 'returned' | 'closed' | 'looked at' | 'left';
      /** A day after the customer has last written. */
      readonly isLate?: true;
    };

/** Where something was written; built-in words stand in no file. */
export interface Written {
  readonly source: Source | undefined;
  readonly path: Path;
}

/** A bubble, and what is known of how it leaves. */
export interface SaidBubble extends Written {
  readonly bubble: FullBubble;
  readonly textPath: Path;
  /** It may leave when the 24 hours are over. */
  readonly isTemplate: boolean;
}

export type Literal = string | number | boolean | null;

/** What is done on the way, in order. */
export type Act =
  /** One of these is said. */
  | { readonly kind: 'say'; readonly variations: readonly SaidBubble[]; readonly delayMs: number }
  | ({ readonly kind: 'canvas'; readonly with: Readonly<Record<string, Literal>> } & Written)
  | { readonly kind: 'keep'; readonly slot: string; readonly option: string | undefined }
  | ({ readonly kind: 'set'; readonly values: Readonly<Record<string, Literal>> } & Written)
  | ({ readonly kind: 'write'; readonly write: Write } & Written)
  | ({ readonly kind: 'handoff'; readonly handoff: Handoff } & Written)
  | ({
      readonly kind: 'call';
      readonly connector: string;
      readonly input: Readonly<Record<string, Literal | Copy>>;
    } & Written)
  /** The flow's own slots are unset. */
  | { readonly kind: 'enter'; readonly flow: string }
  /** A sub-flow's slots are given values of its caller's, and then the other way round. */
  | ({
      readonly kind: 'give';
      readonly flow: string;
      readonly with: Readonly<Record<string, Literal>>;
    } & Written)
  | {
      readonly kind: 'take';
      readonly flow: string;
      readonly save: Readonly<Record<string, string>>;
    };

/**
 * Whose words a way is: written in the flow, in bot.yaml for all flows, built in, or a command or
 * keyword, which works everywhere.
 */
export type Origin = 'flow' | 'bot' | 'built-in' | 'global';

export interface Edge {
  readonly input: Input;
  readonly acts: readonly Act[];
  readonly to: number;
  readonly origin: Origin;
}

export type PlaceKind =
  /** Passed at once. */
  | 'passing'
  /** Waits for the customer, for time, or for another system. */
  | 'question'
  | 'wait'
  | 'call'
  | 'rest'
  | 'stopping'
  /** A flow's end. */
  | 'end'
  /** Passed on the way from a built-in repair to the step it leads to. */
  | 'repair'
  /** Others than the bot own the conversation. */
  | 'queue'
  | 'agent'
  | 'nobody';

/** Somewhere a conversation can be: a step, in one of its stages. */
export interface Place extends Written {
  readonly id: number;
  /** `<flow>.<step>`, and for a stage `/<answers not accepted>/<silences passed>`. */
  readonly key: string;
  readonly kind: PlaceKind;
  readonly flow: string | undefined;
  readonly step: string | undefined;
  readonly edges: readonly Edge[];
  /** All ways on, those included that all stages of a step have. */
  readonly ways: readonly Edge[];
  /** Those of them that nobody but the clock and other systems take. */
  readonly waysAlone: readonly Edge[];
}

/** Whether a way is taken at once, without anybody or anything. */
export function isPassed({ kind }: Input): boolean {
  return kind === 'on' || kind === 'branch' || kind === 'into' || kind === 'past';
}

/** Whether it is taken once time has passed or another system has answered: without the customer. */
export function isTimed(input: Input): input is Extract<Input, { readonly afterMs: number }> {
  return 'afterMs' in input;
}

/** Whether nobody but the clock and other systems take it. */
export function isWithoutCustomer(input: Input): boolean {
  return isPassed(input) || isTimed(input);
}

/** Whether it is something that the customer sends. */
export function isFromCustomer(input: Input): boolean {
  const { kind } = input;
  return (
    !isWithoutCustomer(input) && kind !== 'agent' && kind !== 'resumed' && kind !== 'undelivered'
  );
}

/** All ways on from a place. */
export function waysFrom({ ways }: Place): readonly Edge[] {
  return ways;
}
