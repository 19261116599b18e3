/** What needs cryptography at the webhook: whose words they are, and whether they came before. */
export abstract class WebhookSeals {
  /**
   * Whether one of the secrets in force signed `text` (hex HMAC-SHA-256 over its UTF-8 bytes).
   * `unsigned` where there is no secret that could have.
   */
  abstract verify(text: string, signature: string): 'genuine' | 'forged' | 'unsigned';

  /** UUID form of a digest that differs wherever the parts do. */
  abstract digest(parts: readonly unknown[]): string;
}
