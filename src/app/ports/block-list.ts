import type { Scope } from '#core/access/scope.ts';
import type { Identity } from '#core/conversation/identity.ts';

/** A customer whom nobody answers. */
export interface ShownBlock {
  readonly conversationId: string;
  readonly recipient: Identity;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
  /** `undefined`: for good. */
  readonly until: Date | undefined;
}

/** Who is blocked; what is out of scope is not in it. */
export abstract class BlockList {
  /** The conversation that began last first. @param page `before`: only those that began before it */
  abstract list(
    page: { readonly before: string | undefined; readonly limit: number },
    scope: Scope,
  ): Promise<readonly ShownBlock[]>;
}
