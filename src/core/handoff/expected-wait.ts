/** How long who stands at a place in line waits, going by how long those before waited. */
export interface LineFacts {
  /** From 1. */
  readonly position: number;
  /** Agents who are there for it. */
  readonly agents: number;
  /** How long a conversation keeps an agent, the middle one of the last; milliseconds. */
  readonly typicalMs: number;
  /** Conversations that they can have at a time, all together. */
  readonly places: number;
}

/** Milliseconds until it is their turn, roughly; `undefined` where nobody is there. */
export function expectedWaitMs({
  position,
  agents,
  typicalMs,
  places,
}: LineFacts): number | undefined {
  if (agents === 0 || places === 0) return undefined;
  return Math.ceil((position * typicalMs) / places);
}
