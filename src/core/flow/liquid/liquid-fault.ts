/** What is wrong with a template or a condition, and where in it. */
export class LiquidFault extends SyntaxError {
  constructor(
    why: string,
    /** Characters before it. */
    readonly at: number,
    /** How many characters are meant. */
    readonly length = 1,
  ) {
    super(why);
  }
}

/** @throws LiquidFault always */
export function refuse(why: string, at: number, length = 1): never {
  throw new LiquidFault(why, at, length);
}
