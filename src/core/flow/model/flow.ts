import { z } from 'zod';

import { Slot } from './slot.ts';
import type { Step } from './step.ts';
import { Name, Phrases } from './words.ts';

/** A flow file but for its steps, which are read kind by kind. */
export const FlowHead = z.strictObject({
  flow: Name,
  /** For people: the desk, the studio, the graph. */
  title: z.string().max(100).optional(),
  start: z.strictObject({ keywords: Phrases.optional() }).optional(),
  slots: z.record(Name, Slot).optional(),
  /** Slots that a flow which calls this one may fill. */
  takes: z.array(Name).max(50).optional(),
  /** Slots that a flow which calls this one may read when it has ended. */
  gives: z.array(Name).max(50).optional(),
});

/** A flow as a designer wrote it. */
export interface Flow {
  readonly name: string;
  /** What people call it. */
  readonly title?: string | undefined;
  readonly keywords: Phrases;
  readonly slots: ReadonlyMap<string, Slot>;
  /** Slots that a caller may fill, and may read when the flow has ended. */
  readonly takes: readonly string[];
  readonly gives: readonly string[];
  /** In the order of the file: a step without `goto` goes on to the one after it. */
  readonly steps: ReadonlyMap<string, Step>;
}
