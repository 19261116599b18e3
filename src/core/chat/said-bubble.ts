import type { Reply, Sender } from '#core/conversation/effect.ts';
import { DIRECT_KEYS } from '#core/delivery/direct-message.ts';
import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import type { BubbleField, Layout } from '#core/flow/model/bot.ts';

/** A row of a list as the customer sees it. */
interface SaidRow {
  readonly title: string;
  readonly description?: string;
}

/** One message as the customer gets it, read back from the campaign's properties. */
export interface SaidBubble {
  readonly text: string;
  /** The layout it went out by. */
  readonly layout: string;
  readonly buttons: readonly string[];
  readonly rows: readonly SaidRow[];
  /** Addresses, and other parts by the names that layouts give them; only what is not empty. */
  readonly parts: Readonly<Partial<Record<BubbleField, string>>>;
  /** Properties that no layout explains. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly sender: Sender;
  /** `<flow>.<step>`, or a built-in place. */
  readonly step: string;
  /** Pause before it. */
  readonly delayMs: number;
}

type Values = Readonly<Partial<Record<BubbleField, unknown>>>;

/** What the customer sees of a reply. */
export function saidBubble({ layouts }: BotParts, reply: Reply): SaidBubble {
  const { sender, step, delayMs, properties } = reply;
  const [layout, shown] = layoutOf(layouts, reply);
  const values = valuesOf(shown, properties);
  const explained = new Set([...Object.keys(shown.properties), ...DIRECT_KEYS]);
  return {
    ...{ text: textOf(values.text), layout, buttons: buttonsOf(values), rows: rowsOf(values.rows) },
    parts: partsOf(values),
    properties: Object.fromEntries(
      Object.entries(properties).filter(([key]) => !explained.has(key)),
    ),
    ...{ sender, step, delayMs },
  };
}

const NONE: Layout = { campaign: '', properties: {} };

/** Several layouts may share a campaign: the one of which most is filled in and least is empty. */
function layoutOf(
  layouts: BotParts['layouts'],
  { campaignId, properties }: Reply,
): readonly [string, Layout] {
  const ours = [...layouts].filter(
    ([, { campaign, variation }]) =>
      campaign === campaignId && variation === properties[DIRECT_KEYS[1]],
  );
  const filled = ([, layout]: readonly [string, Layout]): number =>
    Object.keys(layout.properties).reduce(
      (sum, name) => sum + (isEmpty(properties[name]) ? -1 : 1),
      0,
    );
  const [best = ['', NONE] as const] = ours.sort((a, b) => filled(b) - filled(a));
  return best;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function valuesOf(layout: Layout, properties: Reply['properties']): Values {
  const values: Partial<Record<BubbleField, unknown>> = {};
  for (const [name, field] of Object.entries(layout.properties)) {
    if (!isEmpty(properties[name])) values[field] ??= properties[name];
  }
  return values;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function buttonsOf({ buttons, button_1, button_2, button_3 }: Values): readonly string[] {
  if (Array.isArray(buttons)) return buttons.map(String);
  return [button_1, button_2, button_3].filter((button) => typeof button === 'string');
}

function rowsOf(rows: unknown): readonly SaidRow[] {
  const list: unknown = rows;
  return Array.isArray(list) ? (list as SaidRow[]) : [];
}

const ELSEWHERE: ReadonlySet<string> = new Set([
  ...['text', 'buttons', 'button_1', 'button_2', 'button_3', 'rows'],
]);

function partsOf(values: Values): SaidBubble['parts'] {
  const entries = Object.entries(values).filter(
    ([field, value]) => !ELSEWHERE.has(field) && typeof value === 'string',
  );
  return Object.fromEntries(entries);
}

/** What a customer can tap on it, in the order it is shown. */
export function offersOf({ buttons, rows }: SaidBubble): readonly string[] {
  return [...buttons, ...rows.map(({ title }) => title)];
}
