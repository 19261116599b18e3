import { asCorrection } from './as-correction.ts';
import type { Listening } from './listening.ts';
import { found, type Message, type Reader, type Routed } from './routed.ts';

function byOptOut({ table, listening, heard, normal }: Message): Routed | undefined {
  const { optOut } = listening;
  const optedOut = optOut === undefined ? undefined : table.optOut.exactly(normal, heard.locale);
  if (optOut === undefined || optedOut === undefined) return undefined;
  // "Stop" is said in every language, so it tells nothing of this customer's.
  return { event: { type: optOut }, by: 'opt-out', phrase: optedOut.phrase };
}

function byOption({ listening, heard, normal }: Message): Routed | undefined {
  const option = listening.options?.exactly(normal, heard.locale);
  return option && found('option', `option.${option.value}`, option);
}

function byCommand(message: Message): Routed | undefined {
  return commandAmong(message, message.listening.commands);
}

/** A command, if it is one of those that count here. */
export function commandAmong(
  { table, heard, normal }: Message,
  counting: Listening['commands'],
): Routed | undefined {
  const command = table.commands.exactly(normal, heard.locale);
  const event = command && counting[command.value];
  if (command && event !== undefined) return found('command', event, command);

  const language = table.languages.exactly(normal, heard.locale);
  const { language: type } = counting;
  if (language === undefined || type === undefined) return undefined;
  return { event: { type }, by: 'command', phrase: language.phrase, locale: language.value };
}

function byKeyword({ table, listening, heard, normal }: Message): Routed | undefined {
  const { keywords } = listening;
  const flow = keywords === 'no' ? undefined : table.keywords[keywords](normal, heard.locale);
  return flow && found('keyword', `flow.${flow.value}`, flow);
}

/** What is told by words, in order. */
export const BY_WORDS: readonly Reader[] = [
  ...[byOptOut, byOption, byCommand, asCorrection, byKeyword],
];
