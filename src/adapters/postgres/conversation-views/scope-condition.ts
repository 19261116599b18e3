import type { Scope } from '#core/access/scope.ts';

/** A piece of SQL and what stands for its parameters. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * Holds for conversations that somebody may see: put it into every query that a person's request
 * ends in.
 *
 * @param id SQL of the conversation's id, such as `c.id`
 * @param first number of its first parameter; it takes two, or none
 */
export function scopeCondition(scope: Scope, id: string, first: number): Condition {
  if (scope.kind === 'all') return { sql: 'true', values: [] };
  const [queues, agent] = [`$${String(first)}::text[]`, `$${String(first + 1)}::text`];
  const sql = `EXISTS (
    SELECT 1 FROM handoff s
    WHERE s.conversation_id = ${id} AND (s.queue = ANY (${queues}) OR s.taken_by = ${agent}))`;
  return { sql, values: [scope.queues, scope.agent] };
}
