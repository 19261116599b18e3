import type { Incidents } from '#app/ports/incidents.ts';
import type { LiveLooks } from '#app/ports/live-looks.ts';

import type { LiveHub } from './live-hub.ts';
import { News } from './news.ts';

const EVERY_MS = 2_000;

/**
 * The poll behind what replicas tell each other: finds what changed without anybody having told,
 * while a page is open here.
 */
export class LookAfterLive {
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private queues: ReadonlyMap<string, string> | undefined;
  private people: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly hub: LiveHub,
    private readonly looks: LiveLooks,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.look().catch((failure: unknown) => {
        this.incidents.failed('look for changes that open pages were not told of', failure);
      });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Once; where nobody looks, nothing is read. */
  async look(): Promise<void> {
    if (this.hub.size === 0) {
      this.queues = this.people = undefined;
      return;
    }
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      await this.compare();
    } finally {
      this.isLooking = false;
    }
  }

  private async compare(): Promise<void> {
    const [seqs, queues, people] = await Promise.all([
      this.looks.seqs(this.hub.watched),
      this.looks.queues(),
      this.looks.people(),
    ]);
    const news = new News();
    for (const [id, seq] of this.hub.told.behind(seqs)) news.touch(id, seq);
    for (const queue of changed(this.queues, queues)) news.queues.add(queue);
    for (const person of changed(this.people, people)) news.people.add(person);
    ({ queues: this.queues, people: this.people } = { queues, people });
    if (!news.isEmpty) this.hub.tellHere(news);
  }
}

function changed(
  before: ReadonlyMap<string, string> | undefined,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  if (before === undefined) return [];
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key) !== after.get(key));
}
