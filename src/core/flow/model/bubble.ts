import { z } from 'zod';

import { Copy, Duration, Name } from './words.ts';

const Row = z.union([Copy, z.strictObject({ title: Copy, description: Copy.optional() })]);

/** A property of a campaign's or Canvas' template, or of a call's input. */
export const PropertyName = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9_]{0,59}$/,
    'must be letters, digits and _, a small letter first, such as order_no',
  );

/** One message of the bot, by one campaign. */
export const FullBubble = z.strictObject({
  text: Copy.optional(),
  /** Address of a picture; the text is its caption. */
  image: Copy.optional(),
  /** Address of a file; the text is its caption. */
  document: Copy.optional(),
  /** What the customer sees the file called. */
  filename: Copy.optional(),
  /** Address that the bubble's one button opens. */
  link: Copy.optional(),
  /** What is on that button. */
  button: Copy.optional(),
  buttons: z.array(Copy).min(1).optional(),
  list: z.strictObject({ button: Copy, rows: z.array(Row).min(1) }).optional(),
  /** The layout it goes out by; without it, what is in the bubble decides. */
  reply: Name.optional(),
  /** More properties for the campaign's template. */
  with: z.record(PropertyName, Copy).optional(),
  /** Pause after the bubble before it. */
  after: Duration.optional(),
  policy: z.enum(['retry', 'hold', 'verify']).optional(),
});
export type FullBubble = z.infer<typeof FullBubble>;

const Bubble = z.union([Copy, FullBubble]);
type Bubble = z.infer<typeof Bubble>;

const Bubbles = z.array(Bubble).min(2).max(20);
/** Several ways to say one thing, by chance or one after the other. */
const Random = z.strictObject({ random: Bubbles });
const InTurn = z.strictObject({ in_turn: Bubbles });
const Part = z.union([Copy, FullBubble, Random, InTurn]);
type Part = z.infer<typeof Part>;

/** One bubble, or a chain of them; in place of each there may be variations. */
export const Say = z.union([Part, z.array(Part).min(1).max(10)]);
export type Say = z.infer<typeof Say>;

/** A bubble in its long form, and where it stands below its `say`. */
export interface PlacedBubble {
  readonly bubble: FullBubble;
  readonly path: readonly (string | number)[];
  /** Where its text stands. */
  readonly textPath: readonly (string | number)[];
}

/** One place in a chain: the bubble said there, or those of which one is. */
export interface PlacedPart {
  /** How one is picked; `only` where there is but one. */
  readonly pick: 'only' | 'random' | 'in_turn';
  readonly bubbles: readonly PlacedBubble[];
}

const FULL_KEYS: readonly string[] = FullBubble.keyof().options;

/** The chain, a part after the other: as many messages as there are parts. */
export function partsOf(say: Say | undefined): readonly PlacedPart[] {
  if (say === undefined) return [];
  if (!Array.isArray(say)) return [partOf(say, [])];
  return say.map((part, index) => partOf(part, [index]));
}

/** Every bubble that may be said, each variation too. */
export function bubblesOf(say: Say | undefined): readonly PlacedBubble[] {
  return partsOf(say).flatMap(({ bubbles }) => bubbles);
}

/** The same part with another bubble in each bubble's place. */
export function mapPart(
  { pick, bubbles }: PlacedPart,
  change: (bubble: FullBubble) => FullBubble,
): Part {
  const changed = bubbles.map(({ bubble }) => change(bubble));
  if (pick === 'random') return { random: changed };
  return pick === 'in_turn' ? { in_turn: changed } : (changed[0] ?? {});
}

function partOf(part: Part, path: readonly (string | number)[]): PlacedPart {
  for (const pick of ['random', 'in_turn'] as const) {
    const bubbles = variationsIn(part, pick);
    if (bubbles === undefined) continue;
    const each = bubbles.map((bubble, index) => placed(bubble, [...path, pick, index]));
    return { pick, bubbles: each };
  }
  return { pick: 'only', bubbles: [placed(part as Bubble, path)] };
}

function variationsIn(part: Part, pick: 'random' | 'in_turn'): readonly Bubble[] | undefined {
  if (typeof part !== 'object' || !Object.hasOwn(part, pick)) return undefined;
  return (part as Readonly<Record<string, readonly Bubble[]>>)[pick];
}

function placed(bubble: Bubble, path: readonly (string | number)[]): PlacedBubble {
  if (isFull(bubble)) return { bubble, path, textPath: [...path, 'text'] };
  return { bubble: { text: bubble }, path, textPath: path };
}

function isFull(bubble: Bubble): bubble is FullBubble {
  return typeof bubble === 'object' && Object.keys(bubble).some((key) => FULL_KEYS.includes(key));
}

/** What a bubble may carry beside its text, and the layout for each, in the order they are looked for. */
export const CARRIED = ['image', 'document', 'link', 'buttons', 'list'] as const;

/** The layout a bubble goes out by: the one it names, else the one for what is in it. */
export function layoutOf(bubble: FullBubble): string {
  return bubble.reply ?? CARRIED.find((part) => bubble[part] !== undefined) ?? 'text';
}

/** A list's row in its long form. */
export function rowOf(row: z.infer<typeof Row>): { title: Copy; description?: Copy | undefined } {
  if (typeof row === 'object' && typeof row.title !== 'undefined') {
    return row as { title: Copy; description?: Copy };
  }
  return { title: row as Copy };
}
