import type { Reply, Sender } from '#core/conversation/effect.ts';

import type { Layout } from '../model/bot.ts';
import { type FullBubble, layoutOf, partsOf, type PlacedPart, type Say } from '../model/bubble.ts';
import type { BotParts } from './bot-parts.ts';
import { addressIn, type Field, type Fields, fieldsOf, onOneLine } from './bubble-fields.ts';
import { compileCopy } from './copy.ts';
import type { FlowContext } from './flow-context.ts';
import { byChance, hashOf, inTurn } from './one-of.ts';
import type { Action, Given } from './state-config.ts';

/** Who says it, where, and whether it is said even when the bot's other replies are cancelled. */
export interface Speaker {
  readonly step: string;
  readonly sender: Sender;
  readonly survivesFence: boolean;
}

type Maker = (context: FlowContext) => Reply | undefined;

/** The actions that say a bubble or a chain of them. */
export function saying(bot: BotParts, say: Say | undefined, speaker: Speaker): readonly Action[] {
  return partsOf(say).flatMap((part) => sayingPart(bot, part, speaker));
}

function sayingPart(
  bot: BotParts,
  { pick, bubbles }: PlacedPart,
  speaker: Speaker,
): readonly Action[] {
  const makers = bubbles.map(({ bubble }) => replyMaker(bot, bubble, speaker));
  const [only] = makers;
  if (pick === 'only') {
    return [{ type: 'reply', speaker, params: ({ context }: Given) => only?.(context) }];
  }

  // A step may vary several bubbles: what they say tells them apart, wherever they stand in it.
  const words = JSON.stringify(bubbles.map(({ bubble }) => bubble));
  const key = `${speaker.step}#${hashOf(words).toString(36)}`;
  const { place, after } = (pick === 'random' ? byChance : inTurn)(key, makers.length);
  const params = (given: Given): Reply | undefined => makers[place(given)]?.(given.context);
  return [{ type: 'reply', speaker, params }, ...after];
}

/**
 * Makes one bubble's reply; `undefined` where nothing is left to say: a text that renders to nothing.
 *
 * A picture, file or link whose address comes to nothing cannot be sent; its text can.
 */
export function replyMaker(bot: BotParts, bubble: FullBubble, speaker: Speaker): Maker {
  const whole = wholeMaker(bot, bubble, speaker);
  const address = addressIn(bubble);
  if (address === undefined) return whole;

  const { text, after, policy } = bubble;
  const addressed = compileCopy(address);
  const textAlone = text === undefined ? nobody : wholeMaker(bot, { text, after, policy }, speaker);
  return (context) => (isBlank(addressed(context)) ? textAlone(context) : whole(context));
}

const nobody = (): undefined => undefined;

function wholeMaker(
  bot: BotParts,
  bubble: FullBubble,
  { step, sender, survivesFence }: Speaker,
): Maker {
  const layout = layoutNamed(bot, layoutOf(bubble), choicesIn(bubble));
  const fields = layout.template === true ? onOneLine(fieldsOf(bubble)) : fieldsOf(bubble);
  const lead = fields.text ?? nothing;
  const properties = propertiesMaker(layout, fields, bubble.with ?? {}, lead);
  const carrier = layout.via ?? (layout.template === true ? ('template' as const) : undefined);
  const { after: delayMs = 0, policy = 'retry' } = bubble;
  const common = {
    ...{ campaignId: layout.campaign, sender, delayMs, policy, survivesFence, step },
    ...(carrier !== undefined && { carrier }),
  };
  const needsWords = fields.text !== undefined && addressIn(bubble) === undefined;

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
  { properties, via, subscription_group, variation }: Layout,
  fields: Fields,
  more: NonNullable<FullBubble['with']>,
  lead: Field,
): (context: FlowContext, content: unknown) => Record<string, unknown> {
  const own = Object.entries(properties).map(
    ([name, field]) => [name, fields[field] ?? nothing] as const,
  );
  const others = Object.entries(more).map(([name, copy]) => [name, compileCopy(copy)] as const);
  const makers: readonly (readonly [string, Field])[] = [...own, ...others];
  const by = via && { subscription_group_id: subscription_group, message_variation_id: variation };

  return (context, content) => {
    const made: Record<string, unknown> = { ...by };
    for (const [name, make] of makers) made[name] = make === lead ? content : make(context);
    return made;
  };
}

const nothing = (): string => '';

function isBlank(content: unknown): boolean {
  return typeof content === 'string' && content.trim() === '';
}
