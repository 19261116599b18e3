import type { Expectation } from '#core/flow/model/chat.ts';
import type { Copy } from '#core/flow/model/words.ts';

import type { SaidBubble } from './said-bubble.ts';

/** In what a bubble is not as expected. */
export interface Difference {
  /** Where it stands below the line's `bot`. */
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly said: string;
}

/** The text of a copy in a chat's language; `undefined` where it has none for it. */
export type Pick = (copy: Copy) => string | undefined;

/** What a bubble lacks of what a line says, the first; `undefined` where all fits. */
export function differenceOf(
  expected: Copy | Expectation,
  bubble: SaidBubble,
  pick: Pick,
): Difference | undefined {
  if (!isFull(expected)) {
    return differsInText(pick(expected) ?? '', bubble.text, []);
  }
  return (
    differsInWords(expected, bubble, pick) ??
    differsInOffers(expected, bubble, pick) ??
    differsInParts(expected, bubble, pick) ??
    differsInForm(expected, bubble)
  );
}

function differsInWords(
  { text, contains }: Expectation,
  bubble: SaidBubble,
  pick: Pick,
): Difference | undefined {
  const whole =
    text === undefined ? undefined : differsInText(pick(text) ?? '', bubble.text, ['text']);
  if (whole !== undefined || contains === undefined) return whole;
  return lacks(pick(contains) ?? '', bubble.text);
}

function differsInOffers(
  { buttons, rows }: Expectation,
  bubble: SaidBubble,
  pick: Pick,
): Difference | undefined {
  const inButtons =
    buttons === undefined
      ? undefined
      : differsInList(buttons.map(pick), bubble.buttons, ['buttons']);
  if (inButtons !== undefined || rows === undefined) return inButtons;
  return differsInRows(rows, bubble, pick);
}

function differsInForm({ layout, after }: Expectation, bubble: SaidBubble): Difference | undefined {
  const inLayout = layout === undefined ? undefined : differs(layout, bubble.layout, ['layout']);
  if (inLayout !== undefined || after === undefined) return inLayout;
  return differs(`${String(after)} ms`, `${String(bubble.delayMs)} ms`, ['after']);
}

const KEYS: ReadonlySet<string> = new Set([
  ...['text', 'contains', 'layout', 'buttons', 'rows', 'image', 'document', 'link', 'after', 'any'],
]);

/** A language's name is never one of the keys: it has two letters. */
function isFull(expected: Copy | Expectation): expected is Expectation {
  return typeof expected === 'object' && Object.keys(expected).every((key) => KEYS.has(key));
}

/** Whether the line lets any number of bubbles pass. */
export function isAnything(expected: Copy | Expectation): boolean {
  if (typeof expected === 'string') return expected === '…' || expected === '...';
  return isFull(expected) && expected.any === true;
}

const ELLIPSIS = /\s*(?:…|\.\.\.)$/;

function differsInText(
  expected: string,
  said: string,
  path: Difference['path'],
): Difference | undefined {
  const [wanted, actual] = [expected.trim(), said.trim()];
  if (wanted === actual) return undefined;
  if (ELLIPSIS.test(wanted) && actual.startsWith(wanted.replace(ELLIPSIS, ''))) return undefined;
  return { path, expected: wanted, said: actual };
}

function lacks(part: string, said: string): Difference | undefined {
  const isThere = said.includes(part.trim());
  return isThere
    ? undefined
    : { path: ['contains'], expected: `something with "${part.trim()}"`, said };
}

function differs(expected: string, said: string, path: Difference['path']): Difference | undefined {
  return expected === said ? undefined : { path, expected, said };
}

function differsInList(
  expected: readonly (string | undefined)[],
  said: readonly string[],
  path: Difference['path'],
): Difference | undefined {
  return differs(JSON.stringify(expected), JSON.stringify(said), path);
}

function differsInRows(
  rows: NonNullable<Expectation['rows']>,
  bubble: SaidBubble,
  pick: Pick,
): Difference | undefined {
  const wanted = rows.map((row) => {
    const { title, description } = isRow(row) ? row : { title: row };
    return {
      title: title === undefined ? undefined : pick(title),
      description: description === undefined ? undefined : pick(description),
    };
  });
  const said = bubble.rows.map(({ title, description }, index) => {
    const asked = wanted[index] ?? { title, description };
    return shownRow(
      asked.title === undefined ? undefined : title,
      asked.description === undefined ? undefined : description,
    );
  });
  return differsInList(
    wanted.map(({ title, description }) => shownRow(title, description)),
    said,
    ['rows'],
  );
}

function shownRow(title = '…', description?: string): string {
  return description === undefined ? title : `${title}: ${description}`;
}

type Row = NonNullable<Expectation['rows']>[number];

function isRow(row: Row): row is Exclude<Row, Copy> {
  return typeof row === 'object' && ('title' in row || 'description' in row);
}

function differsInParts(
  expected: Expectation,
  { parts }: SaidBubble,
  pick: Pick,
): Difference | undefined {
  for (const part of ['image', 'document', 'link'] as const) {
    const copy = expected[part];
    if (copy === undefined) continue;
    const found = differsInText(pick(copy) ?? '', parts[part] ?? 'nothing', [part]);
    if (found !== undefined) return found;
  }
  return undefined;
}
