import type { Permission } from './policy.ts';

/** In a list of queues: all of them, those that are to come included. */
export const EVERY_QUEUE = '*';

/**
 * Which conversations somebody sees: every one, or those that are or were in one of these queues
 * or that they themselves took. Queries take it, so that what is out of scope is not found.
 */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly queues: readonly string[]; readonly agent: string };

/** Sees everything: for what Parley itself does. */
export const EVERYTHING: Scope = { kind: 'all' };

interface Seeing {
  readonly id: string;
  readonly queues: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
}

/** What somebody of these queues and permissions sees. */
export function scopeOf({ id, queues, permissions }: Seeing): Scope {
  if (!permissions.has('conversations.read')) return { kind: 'some', queues: [], agent: id };
  if (permissions.has('queues.every') || queues.includes(EVERY_QUEUE)) return EVERYTHING;
  // A lead of no queue in particular leads them all.
  if (permissions.has('conversations.read-all') && queues.length === 0) return EVERYTHING;
  return { kind: 'some', queues, agent: id };
}

/** Whether a queue is one that this scope shows. */
export function seesQueue(scope: Scope, queue: string): boolean {
  return scope.kind === 'all' || scope.queues.includes(queue);
}

/** Whether a conversation that was in these queues, and taken by these people, is one that this scope shows. */
export function seesConversation(
  scope: Scope,
  { queues, agents }: { readonly queues: readonly string[]; readonly agents: readonly string[] },
): boolean {
  if (scope.kind === 'all') return true;
  return agents.includes(scope.agent) || queues.some((queue) => scope.queues.includes(queue));
}
