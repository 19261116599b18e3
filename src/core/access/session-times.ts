/**
 * A session that nobody used for this long is over, and none lasts longer than a shift.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html
 */
export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_LASTS_MS = 12 * 3_600_000;
/** A use is written down at most so often: a row a request would cost more than it tells. */
export const SEEN_EVERY_MS = 60_000;
/** After a key is rotated, the old one works for so long, unless told otherwise. */
export const KEY_OVERLAP_MS = 24 * 3_600_000;
export const LONGEST_KEY_OVERLAP_MS = 30 * KEY_OVERLAP_MS;
