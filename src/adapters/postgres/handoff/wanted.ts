import type { DeskFilter } from '#app/ports/desk-lists.ts';

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** Keeps a value and answers what stands for it. */
export type Param = (value: unknown) => string;

export function paramsInto(values: unknown[]): Param {
  return (value) => `$${String(values.push(value))}`;
}

/** States in which somebody waits for a person to come. */
export const WAITS = `h.state IN ('asking', 'waiting', 'offered')`;

/** Asked once a statement, and not once a row. */
export const NOW = '(SELECT parley_now())';

/** Since when the customer waits: for somebody to come, or for an answer; null where they do not. */
const WAITS_SINCE = `CASE WHEN ${WAITS} THEN h.requested_at ELSE h.unanswered_at END`;

/** Conditions on open handoffs `h`; only what is asked for. */
export function wantedBy(filter: DeskFilter, param: Param): readonly string[] {
  const { agent, queues, states, conversationIds: ids, language, untilMs } = filter;
  const wanted = ['h.ended_at IS NULL'];
  if (agent !== undefined) wanted.push(`coalesce(h.taken_by, h.offered_to) = ${param(agent)}`);
  if (queues !== undefined) wanted.push(`h.queue = ANY (${param(queues)}::text[])`);
  if (states !== undefined) wanted.push(`h.state = ANY (${param(states)}::text[])`);
  if (ids !== undefined) wanted.push(`h.conversation_id = ANY (${param(ids)}::uuid[])`);
  if (language !== undefined) {
    wanted.push(`split_part(h.locale, '-', 1) = split_part(${param(language)}, '-', 1)`);
  }
  if (untilMs !== undefined) wanted.push(`h.requested_at <= ${param(new Date(untilMs))}`);
  return [...wanted, ...impatience(filter, param)];
}

function impatience({ waitingMs, sla }: DeskFilter, param: Param): readonly string[] {
  const wanted: string[] = [];
  if (waitingMs !== undefined) {
    wanted.push(`${WAITS_SINCE} <= ${NOW} - ${param(waitingMs)} * interval '1 millisecond'`);
  }
  if (sla !== undefined) {
    const withinMs = sla === 'broken' ? 0 : sla.withinMs;
    const due = `h.sla_due_at <= ${NOW} + ${param(withinMs)} * interval '1 millisecond'`;
    wanted.push(`(cardinality(h.breached) > 0 OR ${due})`);
  }
  return wanted;
}
