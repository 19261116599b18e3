import { z } from 'zod';

import { Copy, Duration, Name } from './words.ts';

const Row = z.union([Copy, z.strictObject({ title: Copy, description: Copy.optional() })]);

/** One message of the bot, by one campaign. */
const FullBubble = z.strictObject({
  text: Copy.optional(),
  image: Copy.optional(),
  buttons: z.array(Copy).min(1).optional(),
  list: z.strictObject({ button: Copy, rows: z.array(Row).min(1) }).optional(),
  /** The layout it goes out by; without it, what is in the bubble decides. */
  reply: Name.optional(),
  /** More properties for the campaign's template. */
  with: z.record(z.string().regex(/^[a-z][a-zA-Z0-9_]{0,59}$/), Copy).optional(),
  /** Pause after the bubble before it. */
  after: Duration.optional(),
  policy: z.enum(['retry', 'hold']).optional(),
});
export type FullBubble = z.infer<typeof FullBubble>;

const Bubble = z.union([Copy, FullBubble]);
type Bubble = z.infer<typeof Bubble>;

/** One bubble, or a chain of them. */
export const Say = z.union([Bubble, z.array(Bubble).min(1).max(10)]);
export type Say = z.infer<typeof Say>;

/** A bubble in its long form, and where it stands below its `say`. */
export interface PlacedBubble {
  readonly bubble: FullBubble;
  readonly path: readonly (string | number)[];
  /** Where its text stands. */
  readonly textPath: readonly (string | number)[];
}

const FULL_KEYS = ['text', 'image', 'buttons', 'list', 'reply', 'with', 'after', 'policy'];

export function bubblesOf(say: Say | undefined): readonly PlacedBubble[] {
  if (say === undefined) return [];
  if (!Array.isArray(say)) return [placed(say, [])];
  return say.map((bubble, index) => placed(bubble, [index]));
}

function placed(bubble: Bubble, path: readonly (string | number)[]): PlacedBubble {
  if (isFull(bubble)) return { bubble, path, textPath: [...path, 'text'] };
  return { bubble: { text: bubble }, path, textPath: path };
}

function isFull(bubble: Bubble): bubble is FullBubble {
  return typeof bubble === 'object' && Object.keys(bubble).some((key) => FULL_KEYS.includes(key));
}

/** The layout a bubble goes out by: the one it names, else the one for what is in it. */
export function layoutOf(bubble: FullBubble): string {
  if (bubble.reply !== undefined) return bubble.reply;
  if (bubble.image !== undefined) return 'image';
  if (bubble.buttons !== undefined) return 'buttons';
  return bubble.list === undefined ? 'text' : 'list';
}

/** A list's row in its long form. */
export function rowOf(row: z.infer<typeof Row>): { title: Copy; description?: Copy | undefined } {
  if (typeof row === 'object' && typeof row.title !== 'undefined') {
    return row as { title: Copy; description?: Copy };
  }
  return { title: row as Copy };
}
