import type { AnswerForm } from './answer-form.ts';
import { listIn } from './list-in.ts';
import type { Said } from './prompt.ts';
import { faultIn, plain } from './read-answer.ts';
import { redactPersonal } from './redact-personal.ts';

/** What another bot said in answer to what a customer wrote. */
export interface BotAnswer {
  readonly texts: readonly string[];
  /** Titles that the customer may tap. */
  readonly buttons: readonly string[];
  /** Address of a picture. */
  readonly image: string | undefined;
  readonly handoff: boolean;
  /** Whatever else it fills of what it was asked for. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export type JudgedAnswer = { readonly value: unknown } | { readonly refused: string };

/** What the customer has written since anybody answered: what a bot that keeps its own record lacks. */
export function unanswered(said: readonly Said[], redacts: boolean): string {
  const last = said.findLastIndex(({ who }) => who !== 'customer');
  const text = said
    .slice(last + 1)
    .map((each) => each.text)
    .join('\n');
  // A question that opens the step comes after the words it is about.
  const words = text === '' ? (said.findLast(({ who }) => who === 'customer')?.text ?? '') : text;
  return redacts ? redactPersonal(words) : words;
}

/**
 * What of a bot's answer may be used, by the rules that hold for models: plain, short, without links
 * but to hosts that an operator has named. Buttons and the picture go to the fields of these names;
 * where the flow has none, they stand in the text, so that nothing is lost.
 */
export function judgeBotAnswer(
  answer: BotAnswer,
  form: AnswerForm,
  hosts: readonly string[],
): JudgedAnswer {
  const { handoff, fields } = answer;
  const buttons = answer.buttons.map(plain).filter((title) => title !== '');
  const image = answer.image === undefined ? undefined : plain(answer.image);
  const text = [
    ...answer.texts.map(plain).filter((each) => each !== ''),
    ...('buttons' in form ? [] : buttons.map((title) => `• ${title}`)),
    ...('image' in form || image === undefined ? [] : [image]),
  ].join('\n');
  if (text === '' && buttons.length === 0 && image === undefined && !handoff) {
    return { refused: 'the bot said nothing' };
  }

  const others = Object.entries(form).map(([name, field]) => {
    const value = fields[name];
    return [name, field.type === 'list' ? listIn(value, field, plain) : scalar(value)] as const;
  });
  const known: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(others),
    ...{ text, handoff },
    ...('buttons' in form && {
      buttons: form['buttons'].type === 'list' ? buttons : buttons.join('\n'),
    }),
    ...('image' in form && { image: image ?? null }),
  };
  const said = [...Object.values(known).flat(), ...buttons].filter(
    (each) => typeof each === 'string',
  );
  const fault = said.map((each) => faultIn(each, [], hosts)).find((each) => each !== undefined);
  if (fault !== undefined) return { refused: fault.replace('the model', 'the bot') };
  if (Object.keys(form).length > 0) return { value: known };
  return handoff ? { refused: 'the bot asks for a person' } : { value: text };
}

function scalar(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
