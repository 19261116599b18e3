import type { Reply, Sender } from '#core/conversation/effect.ts';

import { MAX_RENDERED } from '../liquid/template.ts';
import type { BubbleField, Layout } from '../model/bot.ts';
import { bubblesOf, type FullBubble, layoutOf, rowOf, type Say } from '../model/bubble.ts';
import type { BotParts } from './bot-parts.ts';
import { compileCopy, type Words } from './copy.ts';
import type { FlowContext } from './flow-context.ts';
import type { Action, Given } from './state-config.ts';

/** Who says it, where, and whether it is said even when the bot's other replies are cancelled. */
export interface Speaker {
  readonly step: string;
  readonly sender: Sender;
  readonly survivesFence: boolean;
}

type Field = (context: FlowContext) => unknown;
type Fields = Readonly<Partial<Record<BubbleField, Field>>>;

/** The actions that say a bubble or a chain of them. */
export function saying(bot: BotParts, say: Say | undefined, speaker: Speaker): readonly Action[] {
  return bubblesOf(say).map(({ bubble }) => {
    const make = replyMaker(bot, bubble, speaker);
    return { type: 'reply', params: ({ context }: Given) => make(context) };
  });
}

/** Makes one bubble's reply; `undefined` where nothing is left to say, as a text that renders to nothing. */
export function replyMaker(
  bot: BotParts,
  bubble: FullBubble,
  { step, sender, survivesFence }: Speaker,
): (context: FlowContext) => Reply | undefined {
  const layout = layoutNamed(bot, layoutOf(bubble), choicesIn(bubble));
  const fields = fieldsOf(bubble);
  const lead = fields.text ?? fields.image ?? nothing;
  const properties = propertiesMaker(layout, fields, bubble.with ?? {}, lead);
  const { after: delayMs = 0, policy = 'retry' } = bubble;
  const common = { campaignId: layout.campaign, sender, delayMs, policy, survivesFence, step };
  const needsWords = fields.text !== undefined && fields.image === undefined;

  return (context) => {
    const content = lead(context);
    if (needsWords && isBlank(content)) return undefined;
    return { kind: 'reply', ...common, properties: properties(context, content) };
  };
}

/**
 * The layout of that name; the checks have seen that there is one.
 *
 * A campaign in Braze has as many buttons and rows as were drawn into it, and WhatsApp refuses an
 * empty one: `buttons_2` is taken for two buttons where the bot has it, before `buttons`.
 */
function layoutNamed({ layouts }: BotParts, name: string, choices: number): Layout {
  const layout = layouts.get(`${name}_${String(choices)}`) ?? layouts.get(name);
  return layout ?? layouts.get('text') ?? { campaign: '', properties: {} };
}

function choicesIn({ buttons = [], list }: FullBubble): number {
  return list?.rows.length ?? buttons.length;
}

function propertiesMaker(
  { properties }: Layout,
  fields: Fields,
  more: NonNullable<FullBubble['with']>,
  lead: Field,
): (context: FlowContext, content: unknown) => Record<string, unknown> {
  const own = Object.entries(properties).map(
    ([name, field]) => [name, fields[field] ?? nothing] as const,
  );
  const others = Object.entries(more).map(([name, copy]) => [name, compileCopy(copy)] as const);
  const makers: readonly (readonly [string, Field])[] = [...own, ...others];

  return (context, content) => {
    const made: Record<string, unknown> = {};
    for (const [name, make] of makers) made[name] = make === lead ? content : make(context);
    return made;
  };
}

const nothing = (): string => '';

function isBlank(content: unknown): boolean {
  return typeof content === 'string' && content.trim() === '';
}

/** WhatsApp's limits on titles after substitution, in characters. */
const MAX = { button: 20, row: 24, description: 72 } as const;

function fieldsOf({ text, image, buttons = [], list }: FullBubble): Fields {
  const titles = buttons.map((button) => cut(compileCopy(button), MAX.button));
  const [first, second, third] = titles;
  return {
    ...(text !== undefined && { text: cut(compileCopy(text), MAX_RENDERED) }),
    ...(image !== undefined && { image: compileCopy(image) }),
    ...(titles.length > 0 && { buttons: (context) => titles.map((title) => title(context)) }),
    ...(first && { button_1: first }),
    ...(second && { button_2: second }),
    ...(third && { button_3: third }),
    ...(list && {
      list_button: cut(compileCopy(list.button), MAX.button),
      rows: rowsOf(list.rows),
    }),
  };
}

function rowsOf(rows: NonNullable<FullBubble['list']>['rows']): Field {
  const compiled = rows.map(rowOf).map(({ title, description }) => ({
    title: cut(compileCopy(title), MAX.row),
    description:
      description === undefined ? undefined : cut(compileCopy(description), MAX.description),
  }));
  return (context) =>
    compiled.map(({ title, description }) => ({
      title: title(context),
      ...(description && { description: description(context) }),
    }));
}

function cut(words: Words, length: number): Words {
  return (context) => words(context).slice(0, length);
}
