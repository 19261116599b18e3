import type { SlaClock } from './desk-event.ts';
import { dueAfterOpenTime } from './open-time.ts';
import type { QueueSettings } from './queue-settings.ts';

/** What promises are measured by; UTC milliseconds. */
export interface Waited {
  readonly sinceMs: number;
  readonly answeredMs: number | null;
  readonly unansweredMs: number | null;
  readonly breached: readonly string[];
}

/** A promise that will be broken, unless somebody does something. */
export interface SlaDue {
  readonly clock: SlaClock;
  readonly dueMs: number;
}

/**
 * The promise that is broken next, of those that are still to be kept.
 *
 * Clocks run while the queue is open. The first answer counts until there is one, the next from the
 * oldest message without one, the end until it has come: who asks does so for open handoffs only.
 */
export function nextSla(
  { sinceMs, answeredMs, unansweredMs, breached }: Waited,
  { sla, isOpen }: Pick<QueueSettings, 'sla' | 'isOpen'>,
): SlaDue | undefined {
  const from: readonly (readonly [SlaClock, number | null])[] = [
    ['first_answer', answeredMs === null ? sinceMs : null],
    ['next_answer', answeredMs === null ? null : unansweredMs],
    ['resolve', sinceMs],
  ];
  return from
    .flatMap(([clock, fromMs]): readonly SlaDue[] => {
      const openMs = sla[clock];
      if (openMs === undefined || fromMs === null || breached.includes(clock)) return [];
      const dueMs = dueAfterOpenTime(fromMs, openMs, isOpen);
      return dueMs === undefined ? [] : [{ clock, dueMs }];
    })
    .reduce<SlaDue | undefined>(
      (first, due) => (first === undefined || due.dueMs < first.dueMs ? due : first),
      undefined,
    );
}
