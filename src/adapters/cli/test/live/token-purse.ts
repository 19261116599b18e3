import type { ModelUse } from '#app/ports/chat-model.ts';
import type { ModelMessage } from '#core/ai/prompt.ts';

/** Nobody asks for more in an answer (`MOST_TOKENS` of the client). */
const LONGEST_ANSWER = 700;
/** Of a token; fewer than in English prose, so that more is set aside than is used. */
const CHARACTERS = 3;

/**
 * The tokens that may be used.
 *
 * Owns what is used and what is set aside for questions under way: together they stay within the
 * limit, as far as a question's tokens can be told before it is asked.
 */
export class TokenPurse {
  private setAside = 0;
  private used: ModelUse = { tokensIn: 0, tokensOut: 0 };
  private hasRunOut = false;

  constructor(private readonly most: number) {}

  /** Whether something was not asked for want of tokens. */
  get isEmpty(): boolean {
    return this.hasRunOut;
  }

  get spent(): ModelUse {
    return this.used;
  }

  /** Sets tokens aside for a question; `undefined` where they are not there. */
  reserve(messages: readonly ModelMessage[]): number | undefined {
    const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
    const tokens = Math.ceil(characters / CHARACTERS) + LONGEST_ANSWER;
    const { tokensIn, tokensOut } = this.used;
    if (tokensIn + tokensOut + this.setAside + tokens > this.most) {
      this.hasRunOut = true;
      return undefined;
    }
    this.setAside += tokens;
    return tokens;
  }

  /**
   * Takes what was used in place of what was set aside.
   *
   * @param use `undefined` where nobody knows: then it counts as all that was set aside
   */
  settle(reserved: number, use: ModelUse | undefined): void {
    this.setAside -= reserved;
    const { used } = this;
    const { tokensIn, tokensOut } = use ?? { tokensIn: reserved, tokensOut: 0 };
    this.used = { tokensIn: used.tokensIn + tokensIn, tokensOut: used.tokensOut + tokensOut };
  }
}
