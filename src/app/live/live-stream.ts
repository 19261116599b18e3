import { type Scope, seesQueue } from '#core/access/scope.ts';

/** Something for one browser. @param data JSON */
export interface LiveEvent {
  readonly name: 'hello' | 'changed' | 'people' | 'refresh' | 'signed-out';
  /** Where to go on after a break; without one it is of the moment only. */
  readonly id?: string;
  readonly data: object;
}

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

/** What `changed` brings. */
interface Part {
  readonly conversations: { id: string; seq: number }[];
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

  conversation(id: string, seq: number): void {
    this.gathered.conversations.push({ id, seq });
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
