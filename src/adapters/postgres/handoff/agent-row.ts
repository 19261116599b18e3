import type { AgentState, Presence } from '#app/ports/agent-book.ts';
import type { FreeAgent } from '#core/handoff/matching.ts';

export interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly presence: Presence;
  readonly queues: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly capacity: number | null;
  readonly assigned_queues: readonly string[] | null;
  readonly load: number;
  readonly given_ms: number;
}

export function agentStateOf(row: AgentRow): AgentState {
  const { id, name, presence, queues, skills, languages, capacity, load } = row;
  const card = { id, name, queues, skills, languages, capacity: capacity ?? undefined };
  return { ...card, assigned: row.assigned_queues ?? undefined, presence, load };
}

export function freeAgentOf(row: AgentRow): FreeAgent {
  const { id, queues, skills, languages, capacity, load, given_ms: givenMs } = row;
  return { id, queues, skills, languages, capacity, load, givenMs };
}
