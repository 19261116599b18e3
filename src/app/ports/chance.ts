/** Where randomness comes from, so that rules take it as an argument. */
export abstract class Chance {
  /** From 0 to below 1, evenly. */
  abstract fraction(): number;
}
