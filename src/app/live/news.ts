/** Somebody who looks at a conversation, or has stopped to. */
export interface Presence {
  readonly conversation: string;
  /** The stream it is told by: one person may look twice. */
  readonly stream: string;
  readonly person: string;
  readonly name: string;
  readonly state: 'viewing' | 'typing' | 'left';
}

/** How far a conversation has come, and what of its transcript is new or other than it was. */
export interface Touch {
  /** The `seq` that it is at; 0 where only what was said of it changed. */
  readonly seq: number;
  /** Events of its log; `undefined` where nobody knows which, or there are too many to name. */
  readonly entries: readonly number[] | undefined;
}

/** A page that has missed more reads the transcript again: that is no dearer. */
const MOST_ENTRIES = 20;

/**
 * What changed, as names of what to read again. There is nothing in it that somebody wrote, so
 * that it matters little where it goes and nothing if it is lost.
 */
export class News {
  readonly conversations = new Map<string, Touch>();
  /** Queues whose line changed. */
  readonly queues = new Set<string>();
  /** People whose own list changed: given, offered or taken away. */
  readonly people = new Set<string>();
  presences: Presence[] = [];

  get isEmpty(): boolean {
    const { conversations, queues, people, presences } = this;
    return conversations.size + queues.size + people.size + presences.length === 0;
  }

  /** @param entries of its log; without them, any may have changed */
  touch(conversation: string, seq = 0, entries?: readonly number[]): this {
    const known = this.conversations.get(conversation);
    this.conversations.set(
      conversation,
      known === undefined ? { seq, entries } : joined(known, { seq, entries }),
    );
    return this;
  }

  add(more: News): void {
    for (const [id, { seq, entries }] of more.conversations) this.touch(id, seq, entries);
    for (const queue of more.queues) this.queues.add(queue);
    for (const person of more.people) this.people.add(person);
    this.presences.push(...more.presences);
  }

  /** What changed of lists, which this then no longer tells. */
  takeLists(): News {
    const lists = new News();
    for (const queue of this.queues) lists.queues.add(queue);
    for (const person of this.people) lists.people.add(person);
    this.queues.clear();
    this.people.clear();
    return lists;
  }
}

function joined(one: Touch, other: Touch): Touch {
  const seq = Math.max(one.seq, other.seq);
  if (one.entries === undefined || other.entries === undefined) return { seq, entries: undefined };
  const entries = [...new Set([...one.entries, ...other.entries])];
  return { seq, entries: entries.length > MOST_ENTRIES ? undefined : entries };
}
