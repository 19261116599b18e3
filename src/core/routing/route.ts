import type { Input, Listening, RoutingTable } from './listening.ts';
import { cleanText, normalise } from './normalise.ts';
import type { Found } from './phrase-table.ts';

/** Which part of the order took the message. */
type RoutedBy =
  | ('opt-out' | 'option' | 'command' | 'keyword' | 'answer' | 'invalid' | 'welcome' | 'no-match')
  | ('cannot-read' | 'not-for-the-bot');

export interface Routed {
  /** `undefined`: nothing for the machine, a person reads it. */
  readonly event: Input | undefined;
  readonly by: RoutedBy;
  /** The phrase that was found, normalised. */
  readonly phrase?: string;
  /** The customer turned out to write another language than we thought. */
  readonly locale?: string;
}

export interface Heard {
  readonly text: string;
  readonly locale: string;
  /** Nothing of this customer was ever heard before. */
  readonly isFirst: boolean;
}

/**
 * What a message means where the conversation stands.
 *
 * One order for all: opt-out, the open question's options, commands, keywords of flows, the open
 * question's answer, and then what is not understood.
 */
export function route(table: RoutingTable, listening: Listening, heard: Heard): Routed {
  const normal = normalise(heard.text);
  const byWords = normal === '' ? undefined : routeByWords(table, listening, heard, normal);
  return byWords ?? routeByContent(table, listening, heard);
}

function routeByWords(
  table: RoutingTable,
  listening: Listening,
  { locale }: Heard,
  normal: string,
): Routed | undefined {
  const { optOut, options, commands, keywords } = listening;
  const optedOut = optOut === undefined ? undefined : table.optOut.exactly(normal, locale);
  if (optOut !== undefined && optedOut) {
    // "Stop" is said in every language, so it tells nothing of this customer's.
    return { event: { type: optOut }, by: 'opt-out', phrase: optedOut.phrase };
  }

  const option = options?.exactly(normal, locale);
  if (option) return found('option', `option.${option.value}`, option);

  const command = table.commands.exactly(normal, locale);
  const commandEvent = command && commands[command.value];
  if (command && commandEvent !== undefined) return found('command', commandEvent, command);

  const flow = keywords === 'no' ? undefined : table.keywords[keywords](normal, locale);
  return flow && found('keyword', `flow.${flow.value}`, flow);
}

function routeByContent(table: RoutingTable, listening: Listening, heard: Heard): Routed {
  const { answer, otherwise } = listening;
  if (otherwise === undefined) return { event: undefined, by: 'not-for-the-bot' };

  const text = cleanText(heard.text).trim();
  if (text === '') return { event: { type: 'cannot-read' }, by: 'cannot-read' };

  const value = answer?.(text, heard.locale);
  if (value !== undefined) return { event: { type: 'answer', value }, by: 'answer' };

  if (otherwise === 'no-match' && heard.isFirst && table.welcome !== undefined) {
    return { event: { type: `flow.${table.welcome}` }, by: 'welcome' };
  }
  return { event: { type: otherwise }, by: otherwise === 'invalid' ? 'invalid' : 'no-match' };
}

function found(by: RoutedBy, type: string, { phrase, locale }: Found<unknown>): Routed {
  return { event: { type }, by, phrase, ...(locale === undefined ? {} : { locale }) };
}
