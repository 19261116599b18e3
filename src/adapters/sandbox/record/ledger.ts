import type { MessageStatus } from '../messaging/chat-message.ts';
import { Arrivals } from './arrivals.ts';
import { type Counters, countIn, noCounts } from './counters.ts';
import type { Feed } from './feed.ts';
import type { RestCall } from './rest-call.ts';
import { RingBuffer } from './ring-buffer.ts';

/** REST calls kept for who looks. */
const CALLS_KEPT = 1_000;

/** What the sandbox remembers of what was done to it; bounded, whatever comes. */
export class Ledger {
  readonly calls = new RingBuffer<RestCall>(CALLS_KEPT);
  readonly arrivals: Arrivals;
  counters: Counters = noCounts();

  /**
   * @param keepsEverything else only counters and arrivals: for a million sends
   * @param monotonicMs milliseconds since the epoch with their fraction
   */
  constructor(
    readonly keepsEverything: boolean,
    arrivalsKept: number,
    readonly feed: Feed,
    private readonly monotonicMs: () => number,
  ) {
    this.arrivals = new Arrivals(arrivalsKept);
  }

  call(call: RestCall): void {
    this.calls.add(call);
    this.feed.tell({ kind: 'call', call });
  }

  /** Counts an answered call, kept or not. */
  answered(endpoint: string, status: number | undefined): void {
    this.counters.rest_calls += 1;
    countIn(this.counters.by_endpoint, endpoint);
    countIn(this.counters.by_status, status === undefined ? 'cut' : String(status));
  }

  messageOut(recipient: string, status: MessageStatus): void {
    this.arrivals.add(recipient, this.monotonicMs());
    if (status === 'sent') this.counters.messages_sent += 1;
    else if (status === 'failed') this.counters.messages_failed += 1;
    else this.counters.messages_not_sent += 1;
  }

  clear(): void {
    this.calls.clear();
    this.arrivals.clear();
    this.counters = noCounts();
  }
}
