/** Secrets that open something, and what is kept of them. */
export abstract class AccessTokens {
  /** 256 random bits, as text for an URL. */
  abstract next(): string;

  /** Some words to be typed once. */
  abstract oneTimePassword(): string;

  /** What is stored in a token's place; the same for the same token, nothing leads back. */
  abstract hashOf(token: string): string;

  /** What a page sends with its writes, and another site cannot know; made of the session's token. */
  abstract csrfOf(sessionToken: string): string;

  /** In constant time. */
  abstract same(one: string, other: string): boolean;
}
