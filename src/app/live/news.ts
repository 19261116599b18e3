/** Somebody who looks at a conversation, or has stopped to. */
export interface Presence {
  readonly conversation: string;
  /** The stream it is told by: one person may look twice. */
  readonly stream: string;
  readonly person: string;
  readonly name: string;
  readonly state: 'viewing' | 'typing' | 'left';
}

/**
 * What changed, as names of what to read again. There is nothing in it that somebody wrote, so
 * that it matters little where it goes and nothing if it is lost.
 */
export class News {
  /** Conversations, each with the `seq` that it is at; 0 where only what was said of it changed. */
  readonly conversations = new Map<string, number>();
  /** Queues whose line changed. */
  readonly queues = new Set<string>();
  /** People whose own list changed: given, offered or taken away. */
  readonly people = new Set<string>();
  presences: Presence[] = [];

  get isEmpty(): boolean {
    const { conversations, queues, people, presences } = this;
    return conversations.size + queues.size + people.size + presences.length === 0;
  }

  touch(conversation: string, seq = 0): this {
    const known = this.conversations.get(conversation) ?? 0;
    this.conversations.set(conversation, Math.max(known, seq));
    return this;
  }

  add(more: News): void {
    for (const [id, seq] of more.conversations) this.touch(id, seq);
    for (const queue of more.queues) this.queues.add(queue);
    for (const person of more.people) this.people.add(person);
    this.presences.push(...more.presences);
  }
}
