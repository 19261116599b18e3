/** Waits within this process; nothing of them survives it. */
export abstract class Timers {
  /** Runs `work` once after this many milliseconds; answers what calls it off. */
  abstract after(delayMs: number, work: () => void): () => void;
}
