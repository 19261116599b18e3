import type { Addressee } from '#core/delivery/addressee.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

/** Braze as the one who knows customers. */
export abstract class BrazeExports {
  /**
   * Profiles as Braze exports them. A failure of the wire is an answer: this does not throw for it.
   *
   * @param people 1 to 50, all named in one way; a braze_id by itself
   * @param fields as `fields_to_export` names them
   */
  abstract look(people: readonly Addressee[], fields: readonly string[]): Promise<WireAnswer>;
}
