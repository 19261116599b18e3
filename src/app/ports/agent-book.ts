/** An agent as they are known: what they can do, and whether they are there. */
export interface AgentCard {
  /** Of the person, or the name that a command line signs with. */
  readonly id: string;
  readonly name: string;
  /** Names of queues, `*` for all. */
  readonly queues: readonly string[];
  /** Those that a lead has chosen for them; without it, all that they may see. */
  readonly assigned?: readonly string[] | undefined;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  /** Conversations at a time; `undefined` leaves it to the queues. */
  readonly capacity: number | undefined;
}

/** `away`: keeps what they have and gets nothing new. */
export type Presence = 'online' | 'away' | 'offline';

export interface AgentState extends AgentCard {
  readonly presence: Presence;
  /** What they have, are asked about, and keep room for. */
  readonly load: number;
}

/** What leads change of an agent; what is left out stays. */
export interface AgentChanges {
  readonly presence?: Presence | undefined;
  /** Where they work from now on. */
  readonly work?: Pick<AgentCard, 'queues' | 'assigned'> | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  /** `null` leaves it to the queues. */
  readonly capacity?: number | null | undefined;
}

/** Something of an agent who is not there any more. */
export interface Abandoned {
  readonly conversationId: string;
  readonly agent: string;
}

/** The agents, and the room that each has; whoever counts it has locked the agent's row. */
export abstract class AgentBook {
  /** Writes down what an agent can do; new ones are offline. What leads have chosen stays. */
  abstract put(agent: AgentCard): Promise<void>;

  /** By somebody else: no sign of life. The audit is written with it. Answers whether there is such an agent. */
  abstract change(id: string, changes: AgentChanges, by: string): Promise<boolean>;

  abstract find(id: string): Promise<AgentState | undefined>;

  /** All of them, by name. */
  abstract list(): Promise<readonly AgentState[]>;

  /** Also a sign of life. Answers whether there is such an agent. */
  abstract setPresence(id: string, presence: Presence): Promise<boolean>;

  /** A sign of life; nothing else changes. Answers whether there is such an agent. */
  abstract beat(id: string): Promise<boolean>;

  /**
   * Keeps room for one more conversation for some seconds, where the agent has it.
   *
   * @param capacity of the queue, which counts where the agent has none of their own
   */
  abstract reserve(
    id: string,
    conversationId: string,
    capacity: number,
  ): Promise<'reserved' | 'full' | 'away' | 'unknown'>;

  /** The room is taken by now, or not needed. */
  abstract release(id: string, conversationId: string): Promise<void>;

  /** Who was silent for so long is offline from now on; answers what is still theirs, the oldest first. */
  abstract abandoned(silentMs: number, limit: number): Promise<readonly Abandoned[]>;
}
