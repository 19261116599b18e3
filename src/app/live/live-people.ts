import type { Presence } from './news.ts';

/** Who says nothing for so long is not there any more, whatever became of their replica. */
const LASTS_MS = 30_000;
/** Nobody types for longer without saying so again. */
const TYPING_LASTS_MS = 6_000;

/** Somebody at a conversation, as colleagues see them. */
export interface Present {
  readonly id: string;
  readonly name: string;
  readonly typing: boolean;
}

interface Seen {
  readonly presence: Presence;
  readonly untilMs: number;
  readonly typingUntilMs: number;
}

/** Who looks at which conversation, over all replicas. */
export class LivePeople {
  private readonly seen = new Map<string, Map<string, Seen>>();

  /** @returns whether colleagues see anything else than before */
  hear(presence: Presence, nowMs: number): boolean {
    const { conversation, stream, state } = presence;
    const before = JSON.stringify(this.at(conversation, nowMs));
    const there = this.seen.get(conversation) ?? new Map<string, Seen>();
    if (state === 'left') there.delete(stream);
    else {
      const typingUntilMs =
        state === 'typing' ? nowMs + TYPING_LASTS_MS : (there.get(stream)?.typingUntilMs ?? 0);
      there.set(stream, { presence, untilMs: nowMs + LASTS_MS, typingUntilMs });
    }
    if (there.size === 0) this.seen.delete(conversation);
    else this.seen.set(conversation, there);
    return before !== JSON.stringify(this.at(conversation, nowMs));
  }

  /** Each person once, by name. */
  at(conversation: string, nowMs: number): readonly Present[] {
    const people = new Map<string, Present>();
    for (const { presence, untilMs, typingUntilMs } of this.seen.get(conversation)?.values() ??
      []) {
      if (untilMs <= nowMs) continue;
      const { person: id, name } = presence;
      const typing = typingUntilMs > nowMs || (people.get(id)?.typing ?? false);
      people.set(id, { id, name, typing });
    }
    return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Forgets who is gone; @returns conversations where that shows */
  forget(nowMs: number): readonly string[] {
    const changed = new Set<string>();
    for (const [conversation, there] of this.seen) {
      for (const [stream, { untilMs, typingUntilMs }] of there) {
        if (untilMs <= nowMs) there.delete(stream);
        if (untilMs <= nowMs || (typingUntilMs !== 0 && typingUntilMs <= nowMs)) {
          changed.add(conversation);
        }
      }
      if (there.size === 0) this.seen.delete(conversation);
    }
    return [...changed];
  }
}
