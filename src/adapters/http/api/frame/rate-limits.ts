/** In a second, of one session, key or address; a desk with all its lists open needs far less. */
const PER_SECOND = 100;
const BURST = 500;
/** More names than this are not remembered: the ones that have waited longest begin anew. */
const REMEMBERED = 10_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/** How much each may ask of this process; the promise is a machine that stays awake, not fairness. */
export class RateLimits {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perSecond = PER_SECOND,
    private readonly burst = BURST,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Takes one; answers seconds to wait where there is none. */
  take(name: string): number | undefined {
    const nowMs = this.nowMs();
    const { tokens: left, atMs } = this.buckets.get(name) ?? { tokens: this.burst, atMs: nowMs };
    const tokens = Math.min(this.burst, left + ((nowMs - atMs) / 1000) * this.perSecond);
    const isGranted = tokens >= 1;
    this.buckets.delete(name); // a Map keeps the order of insertion: the oldest goes first
    this.buckets.set(name, { tokens: isGranted ? tokens - 1 : tokens, atMs: nowMs });
    const oldest = this.buckets.size > REMEMBERED ? this.buckets.keys().next() : undefined;
    if (oldest?.done === false) this.buckets.delete(oldest.value);
    return isGranted ? undefined : Math.max(1, Math.ceil((1 - tokens) / this.perSecond));
  }
}
