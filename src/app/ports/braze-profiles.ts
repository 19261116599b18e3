import type { Identity } from '#core/conversation/identity.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

/** What is written to profiles with one call; Braze takes the attributes first. */
export interface ProfileUpdate {
  readonly attributes: readonly {
    readonly recipient: Identity;
    /** `null` removes one. */
    readonly values: Readonly<Record<string, unknown>>;
  }[];
  readonly events: readonly {
    readonly recipient: Identity;
    readonly name: string;
    readonly properties: Readonly<Record<string, unknown>>;
    readonly at: Date;
  }[];
}

/** Braze as the keeper of customers' profiles. */
export abstract class BrazeProfiles {
  /**
   * Writes 1 to 75 objects. A failure of the wire is an answer: this does not throw for it.
   *
   * @throws TrackOutOfBounds for none or more than 75, before anything is sent
   */
  abstract track(update: ProfileUpdate): Promise<WireAnswer>;
}
