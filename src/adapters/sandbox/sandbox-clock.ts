/** Told when somebody moves the clock, so that the rest of the world moves with it. */
export type OnClockAdvance = (byMs: number) => Promise<void>;

/** The sandbox's time: the real one plus what it was moved ahead. It is never moved back. */
export class SandboxClock {
  constructor(
    private readonly realNow: () => number,
    private offset: number,
    private readonly onAdvance: OnClockAdvance,
  ) {}

  /** Milliseconds ahead of the real time. */
  get offsetMs(): number {
    return this.offset;
  }

  now(): Date {
    return new Date(this.realNow() + this.offset);
  }

  /** Moves the owner first: where that fails, the sandbox stays in step with it. */
  async advance(byMs: number): Promise<void> {
    await this.onAdvance(byMs);
    this.offset += byMs;
  }
}

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds of "30s", "90m", "25h", "2d", or `undefined` for another form. */
export function durationMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  const factor = unit === undefined ? undefined : UNIT_MS[unit];
  return factor === undefined ? undefined : Number(amount) * factor;
}
