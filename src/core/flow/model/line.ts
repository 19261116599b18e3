import type { SlotShape } from './slot.ts';

/** The name by which words ask for a place in line. */
export const LINE = 'queue';

/** What can be said of it. */
export const LINE_SHAPE: SlotShape = {
  type: 'object',
  fields: { position: { type: 'integer' }, wait: { type: 'text' }, minutes: { type: 'integer' } },
};

/** What nobody may know, and what words have to be ready for. */
export const MAYBE_OF_THE_LINE = ['wait', 'minutes'] as const;
