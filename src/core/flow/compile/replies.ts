import type { Reply, Sender } from '#core/conversation/effect.ts';

import type { Layout } from '../model/bot.ts';
import { type FullBubble, layoutOf, partsOf, type PlacedPart, type Say } from '../model/bubble.ts';
import type { BotParts } from './bot-parts.ts';
import {
  addressIn,
  asOneLine,
  cutText,
  type Field,
  type Fields,
  fieldsOf,
  longestInTemplate,
  longestText,
  onOneLine,
} from './bubble-fields.ts';
import { compileCopy } from './copy.ts';
import type { FlowContext } from './flow-context.ts';
import { byChance, hashOf, inTurn } from './one-of.ts';
import { splitText } from './split-text.ts';
import type { Action, Given } from './state-config.ts';

/** Who says it, where, and whether it is said even when the bot's other replies are cancelled. */
export interface Speaker {
  readonly step: string;
  readonly sender: Sender;
  readonly survivesFence: boolean;
  /** After so long nothing of it is said any more. */
  readonly staleAfterMs?: number | undefined;
}

/** One message; several where its text is too long for one; `undefined` for nothing. */
export type Maker = (context: FlowContext) => Reply | readonly Reply[] | undefined;

/** The actions that say a bubble or a chain of them. */
export function saying(bot: BotParts, say: Say | undefined, speaker: Speaker): readonly Action[] {
  const parts = partsOf(say);
  if (!bot.mergesBubbles) return parts.flatMap((part) => sayingPart(bot, part, speaker));
  return runsOf(parts).flatMap((run) => {
    const [first] = run;
    if (first === undefined || run.length > 1) return [sayingMerged(bot, run, speaker)];
    return sayingPart(bot, first, speaker);
  });
}

/** Texts with nothing beside them that follow each other, together; every other part alone. */
function runsOf(parts: readonly PlacedPart[]): readonly (readonly PlacedPart[])[] {
  const runs: PlacedPart[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.every(isTextAlone) === true && isTextAlone(part)) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

function isTextAlone({ pick, bubbles }: PlacedPart): boolean {
  return pick === 'only' && bubbles.every(({ bubble }) => Object.keys(bubble).join() === 'text');
}

/** One message of several, a paragraph each; what renders to nothing is left out. */
function sayingMerged(bot: BotParts, run: readonly PlacedPart[], speaker: Speaker): Action {
  const texts = run.flatMap(({ bubbles }) => bubbles.map(({ bubble }) => fieldsOf(bubble).text));
  const text: Field = (context) =>
    texts
      .map((each) => each?.(context))
      .filter((each) => typeof each === 'string' && !isBlank(each))
      .join('\n\n');
  const make = wholeMaker(bot, run[0]?.bubbles[0]?.bubble ?? {}, speaker, text);
  return { type: 'reply', speaker, params: ({ context }: Given) => make(context) };
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
  const params = (given: Given): ReturnType<Maker> => makers[place(given)]?.(given.context);
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
  speaker: Speaker,
  text = fieldsOf(bubble).text,
): Maker {
  const layout = layoutNamed(bot, layoutOf(bubble), choicesIn(bubble));
  const whole = { ...fieldsOf(bubble), ...(text !== undefined && { text }) };
  const fields = layout.template === true ? onOneLine(whole) : whole;
  const lead = fields.text ?? nothing;
  const outside = outsideMaker(bot, layout, whole, bubble);
  const make = byLayout(layout, fields, bubble, speaker, outside);
  const needsWords = fields.text !== undefined && addressIn(bubble) === undefined;
  const longest = longestText(bubble);
  const divide = dividing(bot, layout, bubble, speaker);

  return (context) => {
    const content = lead(context);
    if (needsWords && isBlank(content)) return undefined;
    if (typeof content !== 'string' || content.length <= longest) return make(context, content);
    return divide?.(context, content, make) ?? make(context, cutText(content, longest));
  };
}

/** The same bubble by the approved template that is taken once the 24 hours are over. */
function outsideMaker(
  { layouts }: BotParts,
  { outside_window: name }: Layout,
  whole: Fields,
  { with: more = {} }: FullBubble,
): ((context: FlowContext, content: unknown) => Outside) | undefined {
  const layout = name === undefined ? undefined : layouts.get(name);
  if (layout === undefined) return undefined;

  const lead: Field = whole.text ?? nothing;
  const properties = propertiesMaker(layout, { ...onOneLine(whole), text: lead }, more, lead);
  return (context, content) => ({
    campaignId: layout.campaign,
    properties: properties(context, cutText(asOneLine(content), longestInTemplate)),
  });
}

type Outside = NonNullable<Reply['outside']>;
type ByLayout = (context: FlowContext, content: unknown) => Reply;

function byLayout(
  layout: Layout,
  fields: Fields,
  { with: more = {}, after: delayMs = 0, policy = 'retry' }: FullBubble,
  { step, sender, survivesFence, staleAfterMs }: Speaker,
  outside?: (context: FlowContext, content: unknown) => Outside,
): ByLayout {
  const properties = propertiesMaker(layout, fields, more, fields.text ?? nothing);
  const carrier = layout.via ?? (layout.template === true ? ('template' as const) : undefined);
  const common = {
    ...{ campaignId: layout.campaign, sender, delayMs, policy, survivesFence, step },
    ...(carrier !== undefined && { carrier }),
    ...(staleAfterMs !== undefined && { staleAfterMs }),
  };
  const plain: ByLayout = (context, content) => ({
    kind: 'reply',
    ...common,
    properties: properties(context, content),
  });
  if (outside === undefined) return plain;
  return (context, content) => ({
    ...plain(context, content),
    outside: outside(context, content),
  });
}

/**
 * Divides a text that is too long into several messages; `undefined` where it is cut: where the bot
 * does not divide, for a template, which stands for itself, and without a layout for texts.
 *
 * A picture takes the first piece along, buttons and lists the last: they belong under what they
 * answer. The other pieces are texts.
 */
function dividing(
  bot: BotParts,
  layout: Layout,
  bubble: FullBubble,
  speaker: Speaker,
): ((context: FlowContext, text: string, make: ByLayout) => readonly Reply[]) | undefined {
  const spare = bot.layouts.get('text');
  // What people write is never cut; of a bot's own texts, proofs say beforehand which would be.
  const isMeant = bot.dividesTexts || speaker.sender === 'agent';
  if (!isMeant || layout.template === true || spare === undefined) return undefined;

  const { buttons, list, after, policy } = bubble;
  const isAlone = addressIn(bubble) === undefined && buttons === undefined && list === undefined;
  const isLast = buttons !== undefined || list !== undefined;
  const alone = outsideMaker(bot, spare, { text: nothing }, { policy });
  const own = byLayout(spare, { text: nothing }, { policy }, speaker, alone);
  const piecesOf = (text: string): readonly string[] => splitText(text, longestText({}));
  return (context, text, make) => {
    if (isAlone) {
      return spaced(
        piecesOf(text).map((piece) => make(context, piece)),
        after,
      );
    }

    const pieces = splitText(text, longestText(bubble));
    const taken = (isLast ? pieces.at(-1) : pieces[0]) ?? '';
    const rest = isLast ? text.trim().slice(0, -taken.length) : text.trim().slice(taken.length);
    const others = piecesOf(rest).map((piece) => own(context, piece));
    const whole = make(context, taken);
    return spaced(isLast ? [...others, whole] : [whole, ...others], after);
  };
}

/** The first one keeps the pause before the bubble. */
function spaced(replies: readonly Reply[], delayMs = 0): readonly Reply[] {
  return replies.map((reply, place) => ({ ...reply, delayMs: place === 0 ? delayMs : 0 }));
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
