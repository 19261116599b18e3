import type { News } from '#app/live/news.ts';

/** What a replica hears of the others. */
export interface LiveEar {
  readonly news: (news: News) => void;
  /** Something may have been missed: whoever looks must read again. */
  readonly gap: () => void;
}

/** Between replicas, who tell each other what changed. A hint: it may be lost and come twice. */
export abstract class LiveWire {
  /**
   * Whether another replica has people who look, as far as is known; answers at once, and looks
   * again by itself.
   */
  abstract readonly othersListen: boolean;

  /** Tells the others; nobody waits for it. */
  abstract send(news: News): void;

  /** Hears the others from now on, until `close`. Calling it again changes nothing. */
  abstract listen(ear: LiveEar): void;

  /** Hears nothing any more. */
  abstract close(): Promise<void>;
}
