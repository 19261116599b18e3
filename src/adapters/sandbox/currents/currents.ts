import { setTimeout as pause } from 'node:timers/promises';

import { inTime } from '#app/in-time.ts';

import type { Json } from '../json.ts';
import type { ChatMessage } from '../messaging/chat-message.ts';
import type { Person } from '../people/person.ts';
import type { Ledger } from '../record/ledger.ts';
import type { CurrentsSettings } from './currents-options.ts';
import { eventsOfMessage } from './events-of-message.ts';

/** @see https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector/ */
const BATCH_SIZE = 100;
/** Braze tries for five days; a sandbox is not that patient. */
const PAUSES_MS = [200, 500, 1_000, 2_000, 4_000];
const TIMEOUT_MS = 10_000;
const MOST_WAITING = 20_000;
/** Answers after which the connector stops, until somebody sets it up anew. */
const STOPS = new Set([401, 403, 404]);

/**
 * Currents' custom HTTP connector: tells what became of messages, in batches, at least once.
 *
 * 2xx: taken. 400: split into single events, and what is refused again is dropped. 413: halved.
 * 401, 403, 404: the connector stops. Anything else, and silence: again, later.
 */
export class Currents {
  private readonly ending = new AbortController();
  private waiting: Json[] = [];
  private isFlushing = false;
  private isStopped = false;

  constructor(
    readonly settings: CurrentsSettings,
    private readonly ledger: Ledger,
    private readonly newId: () => string,
  ) {}

  /** Whether an answer has stopped it. */
  get hasStopped(): boolean {
    return this.isStopped;
  }

  /** Tells of a message once Braze is done with it. */
  tellOf(person: Person, message: ChatMessage, replyId: string | undefined): void {
    const { hasExtras, hasReads } = this.settings;
    const extras = hasExtras ? replyId : undefined;
    const told = { message, person, replyId: extras, hasReads, newId: this.newId };
    this.push(eventsOfMessage(told));
  }

  /** Queues events as they are; beyond what is kept the oldest are lost. */
  push(events: readonly Json[]): void {
    if (this.settings.url === undefined || this.isStopped || events.length === 0) return;
    this.waiting = [...this.waiting, ...events].slice(-MOST_WAITING);
    if (!this.isFlushing) void this.flush();
  }

  /** Somebody has set it up anew. */
  restart(): void {
    this.isStopped = false;
  }

  close(): void {
    this.ending.abort();
  }

  private async flush(): Promise<void> {
    this.isFlushing = true;
    try {
      while (this.waiting.length > 0 && !this.isStopped) {
        await this.wait(this.settings.delayMs);
        const batch = this.waiting.slice(0, BATCH_SIZE);
        this.waiting = this.waiting.slice(batch.length);
        const events = this.settings.isShuffled ? [...batch].reverse() : batch;
        await this.deliver(events);
        for (let i = 0; i < this.settings.duplicates; i += 1) await this.post(events);
      }
    } catch {
      // The sandbox closes.
    }
    this.isFlushing = false;
  }

  private async deliver(events: readonly Json[]): Promise<void> {
    for (const pauseMs of [...PAUSES_MS, undefined]) {
      const status = await this.post(events);
      if (status !== undefined && status >= 200 && status < 300) {
        this.ledger.counters.currents_delivered += events.length;
        return;
      }
      if (status !== undefined && STOPS.has(status)) {
        this.isStopped = true;
        return;
      }
      if ((status === 400 || status === 413) && events.length > 1) {
        await this.deliverParts(events, status === 400 ? 1 : Math.ceil(events.length / 2));
        return;
      }
      if (status === 400 || pauseMs === undefined) break;
      await this.wait(pauseMs);
    }
    this.ledger.counters.currents_lost += events.length;
  }

  private async deliverParts(events: readonly Json[], size: number): Promise<void> {
    for (let from = 0; from < events.length; from += size) {
      await this.deliver(events.slice(from, from + size));
    }
  }

  private async post(events: readonly Json[]): Promise<number | undefined> {
    try {
      return await inTime(TIMEOUT_MS, this.ending.signal, (signal) => this.attempt(events, signal));
    } catch {
      return undefined;
    }
  }

  private async attempt(events: readonly Json[], signal: AbortSignal): Promise<number> {
    const { url = '', token } = this.settings;
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ events }),
      headers: {
        'content-type': 'application/json',
        'braze-currents-version': '1',
        ...(token !== '' && { authorization: `Bearer ${token}` }),
      },
      redirect: 'manual',
      signal,
    });
    await answer.body?.cancel();
    return answer.status;
  }

  private async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.ending.signal });
  }
}
