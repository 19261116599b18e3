/** Whoever typed the command, or the program that reads what it says. */
export interface Terminal {
  /** Text for standard output. */
  readonly write: (text: string) => void;
  /** A person looks at it: progress and prompts make sense. */
  readonly isTerminal: boolean;
  /** The terminal shows colours, and nobody forbade them (NO_COLOR). */
  readonly hasColours: boolean;
  /** Shows how far long work is, in place of what it showed before; nothing where nobody looks. */
  readonly progress: (text: string) => void;
  /** The next line that is typed, or that stands in the input; `undefined` after the last. */
  readonly readLine: (prompt: string) => Promise<string | undefined>;
}
