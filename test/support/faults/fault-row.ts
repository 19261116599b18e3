import type { FaultDefinition } from '#adapters/sandbox/faults/fault.ts';
import type { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';
import type { AmbiguityPolicy } from '#core/conversation/effect.ts';

/** Somebody of the call whom Braze does not take, where a row is about one. */
export const SOMEBODY = 'somebody';

/**
 * What becomes of a reply, `pending → sent ×1`: its state after the call; its state after another
 * replica tried again once all was well, where there was another try; how often the customer saw it.
 */
export type End = string;

/** One way in which a call can go wrong, and what Parley makes of it. */
export interface FaultRow {
  readonly what: string;
  /** When it goes wrong, for people. */
  readonly moment: 'before' | 'on the wire' | 'answer' | 'afterwards';
  /** Where calls go instead of Braze. */
  readonly instead?: 'nobody' | 'no TLS';
  readonly faults?: readonly FaultDefinition[];
  /** Makes the workspace such that it goes wrong. */
  readonly tweak?: (sandbox: SandboxBraze, people: readonly string[]) => void;
  /** It goes wrong at the next try, too. */
  readonly again?: true;
  /** A call to Braze in the first round; all three replies, and `somebody`, begin in one. */
  readonly calls: number;
  readonly ends: Readonly<Record<AmbiguityPolicy, End>> & { readonly somebody?: End };
}
