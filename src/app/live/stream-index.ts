import type { LiveStream } from './live-stream.ts';

/** The open streams, found by what they look at and whose they are. */
export class StreamIndex {
  private readonly streams = new Set<LiveStream>();
  private readonly byConversation = new Map<string, Set<LiveStream>>();
  private readonly byPerson = new Map<string, Set<LiveStream>>();

  get size(): number {
    return this.streams.size;
  }

  get watched(): readonly string[] {
    return [...this.byConversation.keys()];
  }

  isWatched(conversation: string): boolean {
    return this.byConversation.has(conversation);
  }

  all(): Iterable<LiveStream> {
    return this.streams;
  }

  watching(conversation: string): Iterable<LiveStream> {
    return this.byConversation.get(conversation) ?? NONE;
  }

  of(person: string): Iterable<LiveStream> {
    return this.byPerson.get(person) ?? NONE;
  }

  countOf(person: string): number {
    return this.byPerson.get(person)?.size ?? 0;
  }

  add(stream: LiveStream): void {
    this.streams.add(stream);
    for (const [map, key] of this.places(stream)) {
      const there = map.get(key);
      if (there === undefined) map.set(key, new Set([stream]));
      else there.add(stream);
    }
  }

  /** @returns whether it was there */
  remove(stream: LiveStream): boolean {
    for (const [map, key] of this.places(stream)) {
      const there = map.get(key);
      there?.delete(stream);
      if (there?.size === 0) map.delete(key);
    }
    return this.streams.delete(stream);
  }

  private places({
    viewer,
  }: LiveStream): readonly (readonly [Map<string, Set<LiveStream>>, string])[] {
    const { person, watching } = viewer;
    const conversations = watching.map((id) => [this.byConversation, id] as const);
    return [[this.byPerson, person], ...conversations];
  }
}

const NONE: ReadonlySet<LiveStream> = new Set();
