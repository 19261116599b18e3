import type { Identity } from '#core/conversation/identity.ts';

/** What happened to a profile in Braze, done to conversations here. Each may be repeated. */
export abstract class ProfileChanges {
  /**
   * Two profiles became one: their conversations become one, which writes to the survivor from
   * then on.
   *
   * @param orphan names of the profile that is gone
   * @param survivor Braze's id of the one that goes on
   */
  abstract merge(orphan: readonly Identity[], survivor: Identity): Promise<void>;

  /**
   * Deletes the conversations that belong to any of these names, with everything in them, and says
   * so in the audit without naming anybody.
   *
   * @param because Braze's id of the event
   * @returns how many conversations were erased
   */
  abstract erase(names: readonly Identity[], because: string): Promise<number>;
}
