/** Queues that a lead has opened or closed by hand, by name; the others go by their hours. */
export type QueueSwitches = Readonly<Record<string, 'open' | 'closed'>>;
