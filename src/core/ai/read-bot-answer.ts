import type { BotAnswer } from './bot-answer.ts';

type Fields = Readonly<Record<string, unknown>>;

/** More than a customer reads in one go. */
const MOST_MESSAGES = 10;
const MOST_BUTTONS = 10;

/**
 * What Rasa's REST channel answers: a list of messages; `undefined` for anything else.
 *
 * `custom: { handoff: true }` is the wish for a person.
 *
 * @see https://rasa.com/docs/reference/channels/your-own-website/#restinput
 */
export function rasaAnswer(body: unknown): BotAnswer | undefined {
  if (!Array.isArray(body) || body.length > MOST_MESSAGES) return undefined;
  const messages = body.filter(isFields);
  if (messages.length < body.length) return undefined;
  return {
    texts: messages.flatMap(({ text }) => textIn(text)),
    buttons: messages.flatMap(({ buttons }) => titlesIn(buttons)),
    image: messages.flatMap(({ image }) => textIn(image))[0],
    handoff: messages.some(({ custom }) => isFields(custom) && custom['handoff'] === true),
    fields: Object.assign(
      {},
      ...messages.map(({ custom }) => (isFields(custom) ? custom : {})),
    ) as Fields,
  };
}

/** `answer` of our own contract: `{ text, buttons, image, handoff, fields }`. */
export function contractAnswer(body: unknown): BotAnswer | undefined {
  if (!isFields(body) || !isFields(body['answer'])) return undefined;
  const { text, buttons, image, handoff, fields } = body['answer'];
  return {
    texts: Array.isArray(text) ? text.slice(0, MOST_MESSAGES).flatMap(textIn) : textIn(text),
    buttons: titlesIn(buttons),
    image: textIn(image)[0],
    handoff: handoff === true,
    fields: isFields(fields) ? fields : {},
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(value: unknown): readonly string[] {
  return typeof value === 'string' && value.trim() !== '' ? [value] : [];
}

/** Rasa's buttons are objects with a title; ours may be the titles alone. */
function titlesIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, MOST_BUTTONS)
    .flatMap((button: unknown) => textIn(isFields(button) ? button['title'] : button));
}
