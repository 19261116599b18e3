import { Logger } from '@nestjs/common';

import { Incidents } from '#app/ports/incidents.ts';
import { AppError } from '#core/app-error.ts';

import type { Metrics } from './metrics.ts';

/** The same failure again within this time is counted and not written: a log is for reading. */
const QUIET_MS = 5000;

/** Writes what an operator must hear of, and counts it. */
export class LoggedIncidents extends Incidents {
  private readonly logger = new Logger('Parley');
  private readonly lastWrittenMs = new Map<string, number>();

  constructor(private readonly metrics: Metrics) {
    super();
  }

  override parked(conversationId: string, seq: number, why: Error): void {
    this.metrics.parkedEvents.inc();
    this.logger.error(
      `Event ${String(seq)} of conversation ${conversationId} is parked. ${describe(why)}`,
    );
  }

  override failed(what: string, why: unknown): void {
    this.metrics.incidents.inc({ what });
    const text = `Could not ${what}, will try again. ${describe(why)}`;
    const nowMs = performance.now();
    if (nowMs - (this.lastWrittenMs.get(text) ?? -QUIET_MS) < QUIET_MS) return;

    this.lastWrittenMs.set(text, nowMs);
    this.logger.error(text);
  }
}

/** Code, cure and what is behind it; what customers wrote is in none of them. */
function describe(why: unknown): string {
  if (!(why instanceof Error)) return String(why);
  const code = why instanceof AppError ? `${why.code}: ` : '';
  const details = why instanceof AppError ? ` ${JSON.stringify(why.details)}` : '';
  const cause = why.cause instanceof Error ? ` (${why.cause.message})` : '';
  return `${code}${why.message}${cause}${details}`;
}
