import { type CustomDecorator, SetMetadata } from '@nestjs/common';

const AUDIT_KEY = 'parley:audit';

/** How a write comes into the audit. */
export interface RouteAudit {
  /** `what.was-done`. */
  readonly action: string;
  /** The part of the path that names what it was done to. */
  readonly subject?: string;
  /** The part of the answer that names it, where the path cannot. */
  readonly answer?: string;
  /** The store writes the audit in the transaction of the change itself. */
  readonly inside?: true;
  /** How somebody looked at a conversation: written behind the answer, once an hour. */
  readonly read?: string;
}

/** Writes who did it, once it is done and before it is answered. @param named by this part of the path */
export function Audited(
  action: string,
  named?: string | { readonly answer: string },
): CustomDecorator {
  const part = typeof named === 'string' ? { subject: named } : named;
  const audit: RouteAudit = { action, ...part };
  return SetMetadata(AUDIT_KEY, audit);
}

/** Says that the use case writes it together with the change, which is better where it can be. */
export function AuditedInside(action: string): CustomDecorator {
  return SetMetadata(AUDIT_KEY, { action, inside: true } satisfies RouteAudit);
}

/**
 * Writes who looked at the conversation that `:id` of the path names: one row a person and hour.
 *
 * @param how as in `transcript`
 */
export function AuditedRead(how: string): CustomDecorator {
  const audit: RouteAudit = { action: 'conversation.read', subject: 'id', read: how };
  return SetMetadata(AUDIT_KEY, audit);
}

/** `undefined` where a route leaves nothing behind. */
export function auditOf(handler: object): RouteAudit | undefined {
  return Reflect.getMetadata(AUDIT_KEY, handler) as RouteAudit | undefined;
}
