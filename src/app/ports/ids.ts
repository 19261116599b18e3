/** New names for rows. */
export abstract class Ids {
  /** A UUID that sorts by the time it was made (version 7). */
  abstract next(): string;
}
