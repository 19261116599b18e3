import type { Clock } from '#app/ports/clock.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { LiveWire } from '#app/ports/live-wire.ts';
import type { LiveWords, NewWords } from '#app/ports/live-words.ts';
import type { Timers } from '#app/ports/timers.ts';

import { LiveIsOver, TooManyStreams } from './live-errors.ts';
import { LivePeople } from './live-people.ts';
import { type LiveSink, LiveStream, type LiveViewer } from './live-stream.ts';
import { News, type Presence } from './news.ts';
import { NewsRing } from './news-ring.ts';
import { StreamIndex } from './stream-index.ts';
import { ToldSeqs } from './told-seqs.ts';
import { WordsOfNews } from './words-of-news.ts';

/** What a burst brings goes out together; nobody sees so short a wait. */
const GATHER_MS = 10;
/** Lists that change all the time are told of so often: who looks reads all of one each time. */
const LISTS_EVERY_MS = 500;
/** Below the 60 s after which load balancers take a connection for dead. */
const BEAT_MS = 10_000;
const PRESENCES_MS = 1_000;
/** More tabs of one person are a fault, or an attack. */
const STREAMS_A_PERSON = 20;
const NO_WORDS: ReadonlyMap<string, NewWords> = new Map();

/**
 * Tells open pages what changed, here and on the other replicas.
 *
 * Owns the streams of this process. While nobody looks anywhere, nothing is gathered and nothing
 * sent; while somebody does, `tell` puts names into a set and returns. What is told may be lost
 * (a poll stands behind it). Between replicas it is never what somebody wrote: each reads that
 * once for all of its pages that show the conversation.
 */
export class LiveHub {
  /** Of conversations on a screen of this process. */
  readonly told = new ToldSeqs();
  private readonly streams = new StreamIndex();
  private readonly people = new LivePeople();
  private readonly ring: NewsRing;
  private readonly words: WordsOfNews;
  private ours = new News();
  private heard = new News();
  private later = new News();
  private listsToldMs = -Infinity;
  private isGathering = false;
  private isOver = false;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly wire: LiveWire,
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly ids: Ids,
    words: LiveWords,
  ) {
    this.words = new WordsOfNews(words, timers);
    this.ring = new NewsRing(ids.next());
  }

  /** Whether it is worth telling; asked once a commit. */
  get isWatched(): boolean {
    return this.streams.size > 0 || this.wire.othersListen;
  }

  /** Open pages of this process. */
  get size(): number {
    return this.streams.size;
  }

  /** Conversations on a screen of this process. */
  get watched(): readonly string[] {
    return this.streams.watched;
  }

  /** Answers at once; streams and replicas hear of it in a moment. */
  tell(news: News): void {
    if (!this.isWatched) return;
    this.ours.add(news);
    this.gather();
  }

  /** What this process found out by looking, which the others find out themselves. */
  tellHere(news: News): void {
    this.heard.add(news);
    this.gather();
  }

  /** Before anything is answered. @throws TooManyStreams, LiveIsOver */
  admit(person: string): void {
    if (this.isOver) throw new LiveIsOver();
    if (this.streams.countOf(person) >= STREAMS_A_PERSON) throw new TooManyStreams();
  }

  /**
   * Opens a stream. It begins with who is there, and with what it missed since `lastEventId`, or
   * with `refresh` where nobody can know that.
   *
   * @throws TooManyStreams, LiveIsOver
   * @returns what to call once it is closed
   */
  open(viewer: LiveViewer, sink: LiveSink, lastEventId: string | undefined): () => void {
    this.admit(viewer.person);
    if (this.streams.size === 0) this.wake();

    const stream = new LiveStream(this.ids.next(), viewer, sink);
    this.streams.add(stream);
    sink.send({ name: 'hello', id: this.ring.position, data: { stream: stream.id } });
    const missed = this.ring.since(lastEventId);
    if (missed === undefined) sink.send({ name: 'refresh', id: this.ring.position, data: {} });
    else this.deliver(missed, NO_WORDS, [stream]);
    this.announce(stream, 'viewing');
    for (const conversation of viewer.watching) this.showPeople(conversation, [stream]);
    return () => {
      this.forget(stream);
    };
  }

  /** Colleagues see for some seconds that this person types. */
  types(conversation: string, person: string): void {
    for (const stream of this.streams.watching(conversation)) {
      if (stream.viewer.person === person) this.announceAt(stream, conversation, 'typing');
    }
  }

  /** Ends every stream; their pages connect again, elsewhere. */
  async close(): Promise<void> {
    this.isOver = true;
    for (const stream of this.streams.all()) stream.sink.end();
    this.sleep();
    await Promise.all([this.wire.close(), this.words.close()]);
  }

  private forget(stream: LiveStream): void {
    if (!this.streams.remove(stream)) return;
    this.announce(stream, 'left');
    if (this.streams.size === 0) this.sleep();
  }

  private wake(): void {
    this.wire.listen({
      news: (news) => {
        this.tellHere(news);
      },
      gap: () => {
        for (const { sink } of this.streams.all()) {
          sink.send({ name: 'refresh', id: this.ring.position, data: {} });
        }
      },
    });
    this.repeat(BEAT_MS, () => {
      for (const stream of this.streams.all()) {
        stream.sink.beat();
        this.announce(stream, 'viewing');
      }
    });
    this.repeat(PRESENCES_MS, () => {
      for (const conversation of this.people.forget(this.clock.monotonicMs())) {
        this.showPeople(conversation, this.streams.watching(conversation));
      }
    });
  }

  private sleep(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  private repeat(everyMs: number, work: () => void): void {
    let stop = (): void => undefined;
    const next = (): void => {
      stop = this.timers.after(everyMs, () => {
        work();
        next();
      });
    };
    next();
    this.stops.push(() => {
      stop();
    });
  }

  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.timers.after(GATHER_MS, () => {
      void this.flush().finally(() => {
        this.isGathering = false;
        // What came while words were read: pages hear of everything in order.
        if (!this.ours.isEmpty || !this.heard.isEmpty) this.gather();
      });
    });
  }

  private async flush(): Promise<void> {
    const { ours, heard } = this;
    this.ours = new News();
    this.heard = new News();
    if (!ours.isEmpty && this.wire.othersListen) this.wire.send(ours);
    if (this.streams.size === 0) return;

    heard.add(ours);
    for (const presence of heard.presences) this.hear(presence);
    heard.presences = [];
    this.holdListsBack(heard);
    if (heard.isEmpty) return;
    const wanted = this.words.wantedOf(heard, (id) => this.streams.isWatched(id));
    const words = wanted.length === 0 ? NO_WORDS : await this.words.read(wanted);
    this.ring.push(heard);
    this.told.hear(heard);
    this.deliver(heard, words, undefined);
  }

  /** Where lists have just been told of, the next are told of a little later, once for all that came. */
  private holdListsBack(news: News): void {
    if (news.queues.size + news.people.size === 0) return;
    const nowMs = this.clock.monotonicMs();
    const waitMs = this.listsToldMs + LISTS_EVERY_MS - nowMs;
    if (waitMs <= 0) {
      this.listsToldMs = nowMs;
      return;
    }
    const isFirst = this.later.isEmpty;
    this.later.add(news.takeLists());
    if (!isFirst) return;
    this.timers.after(waitMs, () => {
      const { later } = this;
      this.later = new News();
      this.tellHere(later);
    });
  }

  /** @param only streams to tell; without it all whom it concerns */
  private deliver(
    news: News,
    words: ReadonlyMap<string, NewWords>,
    only: readonly LiveStream[] | undefined,
  ): void {
    const among = only === undefined ? undefined : new Set(only);
    const told = new Set<LiveStream>();
    const pick = function* (streams: Iterable<LiveStream>): Generator<LiveStream> {
      for (const stream of streams) {
        if (among !== undefined && !among.has(stream)) continue;
        told.add(stream);
        yield stream;
      }
    };
    for (const [id, { seq }] of news.conversations) {
      for (const stream of pick(this.streams.watching(id))) {
        stream.conversation(id, seq, words.get(id));
      }
    }
    for (const person of news.people) {
      for (const stream of pick(this.streams.of(person))) stream.mine();
    }
    for (const queue of news.queues) {
      for (const stream of pick(this.streams.all())) stream.queue(queue);
    }
    for (const stream of told) stream.flush(this.ring.position);
  }

  private announce(stream: LiveStream, state: Presence['state']): void {
    for (const conversation of stream.viewer.watching) {
      this.announceAt(stream, conversation, state);
    }
  }

  private announceAt(stream: LiveStream, conversation: string, state: Presence['state']): void {
    const { person, name } = stream.viewer;
    const presence = { conversation, stream: stream.id, person, name, state };
    if (this.wire.othersListen) {
      this.ours.presences.push(presence);
      this.gather();
    }
    this.hear(presence);
  }

  private hear(presence: Presence): void {
    if (!this.people.hear(presence, this.clock.monotonicMs())) return;
    const { conversation } = presence;
    this.showPeople(conversation, this.streams.watching(conversation));
  }

  private showPeople(conversation: string, streams: Iterable<LiveStream>): void {
    const people = this.people.at(conversation, this.clock.monotonicMs());
    for (const { sink } of streams) sink.send({ name: 'people', data: { conversation, people } });
  }
}
