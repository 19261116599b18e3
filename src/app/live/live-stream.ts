import type { NewWords } from '#app/ports/live-words.ts';
import { type Scope, seesQueue } from '#core/access/scope.ts';

/** What is to be read again, and the words themselves where they are at hand. */
export interface Changed {
  readonly conversations: readonly {
    readonly id: string;
    readonly seq: number;
    /** Without them the page asks. */
    readonly words?: NewWords | undefined;
  }[];
  readonly queues: readonly string[];
  readonly mine: boolean;
}

/** Something for one browser. */
export type LiveEvent =
  | { readonly name: 'changed'; readonly id: string; readonly data: Changed }
  | {
      readonly name: 'hello' | 'people' | 'refresh' | 'signed-out';
      /** Where to go on after a break; without one it is of the moment only. */
      readonly id?: string;
      /** JSON. */
      readonly data: object;
    };

/** Where events of a stream go. */
export interface LiveSink {
  send(event: LiveEvent): void;
  /** A sign of life, for whatever stands between. */
  beat(): void;
  end(): void;
}

/** Who looks, and at what. */
export interface LiveViewer {
  readonly person: string;
  readonly name: string;
  readonly scope: Scope;
  /** Conversations on the screen, each of which they may see. */
  readonly watching: readonly string[];
}

interface Part extends Changed {
  readonly conversations: Changed['conversations'][number][];
  readonly queues: string[];
  mine: boolean;
}

/** An open page: hears of what its person may see, and of nothing else. */
export class LiveStream {
  private part: Part | undefined;

  constructor(
    readonly id: string,
    readonly viewer: LiveViewer,
    readonly sink: LiveSink,
  ) {}

  /** @param words left out where they may not be seen from here any more */
  conversation(id: string, seq: number, words: NewWords | undefined): void {
    const seen = words?.isSeenBy(this.viewer.scope) === true ? words : undefined;
    this.gathered.conversations.push({ id, seq, words: seen });
  }

  queue(queue: string): void {
    if (seesQueue(this.viewer.scope, queue)) this.gathered.queues.push(queue);
  }

  mine(): void {
    this.gathered.mine = true;
  }

  /** Sends what was gathered; @returns whether there was anything */
  flush(id: string): boolean {
    const { part } = this;
    if (part === undefined) return false;
    this.part = undefined;
    this.sink.send({ name: 'changed', id, data: part });
    return true;
  }

  private get gathered(): Part {
    this.part ??= { conversations: [], queues: [], mine: false };
    return this.part;
  }
}
