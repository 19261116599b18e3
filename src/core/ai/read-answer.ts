import { type AnswerForm, BUTTONS, fieldsOf, FLOW, SOURCES, WRITES } from './answer-form.ts';
import { isLink } from './is-link.ts';
import { buttonTitles, listIn } from './list-in.ts';
import type { ToolCall } from './model-tool.ts';
import { ALL_RULES } from './prompt.ts';
import { readingsOf } from './readings.ts';

/** What a model said, as far as it is needed to judge it. */
export interface ModelAnswer {
  readonly content: string | undefined;
  /** `stop` where it came to its end by itself. */
  readonly finish: string;
  readonly refusal: string | undefined;
  /** What it wishes to ask before it answers. */
  readonly toolCalls?: readonly ToolCall[];
}

export interface Allowed {
  readonly form: AnswerForm;
  /** What may be noted of the customer. */
  readonly writes?: AnswerForm;
  /** Texts whose links may be repeated. */
  readonly sources: readonly string[];
  /** Whether the text alone is wanted; else where the form has no fields of its own. */
  readonly asText?: boolean;
}

export type ReadAnswer =
  /** With what it rests on, as far as it was told. */
  { readonly value: unknown; readonly sources: readonly string[] } | { readonly refused: string };

const LONGEST_TEXT = 1_000;
/** So much of our rules in a row is no chance. */
const LEAK = 40;

/**
 * What of an answer may be used: one JSON object of the fields that were asked for, its text plain,
 * short, without our rules and without links from elsewhere. Anything else is no answer. What the
 * model may not do it cannot: fields are all it has.
 *
 * The value is the text alone where no form was asked for, and then a wish for a person is no answer.
 */
export function readAnswer(
  answer: ModelAnswer,
  { form, writes = {}, sources, asText }: Allowed,
): ReadAnswer {
  if (answer.refusal !== undefined) return { refused: 'the model refused' };
  if (answer.finish !== 'stop') return { refused: `the model was stopped: ${answer.finish}` };
  const fields = objectIn(answer.content ?? '');
  if (fields === undefined) return { refused: 'the model answered no JSON object' };

  const { [SOURCES]: asked, ...own } = fieldsOf(form);
  const known = valuesIn(fields, own);
  const noted = notedIn(fields[WRITES], writes);
  const wantsPerson = known['handoff'] === true;
  const text = typeof known['text'] === 'string' ? known['text'] : '';
  const leadsOn = isOffered(known[FLOW], form);
  if (text === '' && !wantsPerson && !leadsOn) return { refused: 'the model said nothing' };
  for (const value of [...Object.values(known), ...Object.values(noted)].flat()) {
    const fault = typeof value === 'string' ? faultIn(value, sources) : undefined;
    if (fault !== undefined) return { refused: fault };
  }
  const told = text === '' ? [] : sourcesIn(fields[SOURCES], asked?.options ?? []);
  const isText = asText ?? !Object.keys(form).some((name) => name !== SOURCES);
  const notes = Object.keys(noted).length > 0;
  if (isText && wantsPerson && !leadsOn) return { refused: 'the model asks for a person' };
  if (leadsOn || notes || !isText) {
    const more = { ...(notes && { [WRITES]: noted }), ...(told.length > 0 && { [SOURCES]: told }) };
    return { value: { ...known, ...tappable(known[BUTTONS]), ...more }, sources: told };
  }
  return { value: text, sources: told };
}

function valuesIn(
  fields: Readonly<Record<string, unknown>>,
  form: AnswerForm,
): Readonly<Record<string, unknown>> {
  const values = Object.entries(form).map(([name, field]) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : null;
    if (field.type === 'list') return [name, listIn(value, field, plain)] as const;
    return [name, typeof value === 'string' ? plain(value) : scalar(value)] as const;
  });
  return Object.fromEntries(values);
}

/** A list of buttons, as far as they can be shown; nothing for what is no list. */
function tappable(buttons: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(buttons)) return {};
  const titles = buttonTitles(buttons, (title) => linksIn(title).length > 0);
  return { [BUTTONS]: titles.length === 0 ? null : titles };
}

/** What it has to note, of what it may; the step's own types are looked at by the machine. */
function notedIn(given: unknown, writes: AnswerForm): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null) return {};
  const values = valuesIn({ ...given }, writes);
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== ''),
  );
}

/** Whether it is one of the flows that it was given. */
function isOffered(flow: unknown, form: AnswerForm): boolean {
  return typeof flow === 'string' && form[FLOW]?.options?.includes(flow) === true;
}

/** Those that it was given: a source that a model makes up is none. */
function sourcesIn(told: unknown, given: readonly string[]): readonly string[] {
  return Array.isArray(told) ? given.filter((source) => told.includes(source)) : [];
}

function objectIn(content: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

function scalar(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Without what is not to be seen, and without what a template engine on the way could take up. */
export function plain(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n\u200d]/gu, '')
    .replaceAll(/\{\{|\}\}|\{%|%\}/g, '')
    .trim();
}

/**
 * Why a text must not be said; `undefined` where it may.
 *
 * @param sources texts whose links may be repeated
 * @param hosts hosts to which it may link besides
 */
export function faultIn(
  text: string,
  sources: readonly string[],
  hosts: readonly string[] = [],
): string | undefined {
  if (text.length > LONGEST_TEXT) return 'the model said too much';
  if (leaksRules(text)) return 'the model gave its rules away';
  const known = sources.flatMap(linksIn);
  const foreign = linksIn(text).some(
    (link) => !known.some((each) => isLink(link, each)) && !hosts.includes(hostOf(link)),
  );
  const numbers = sources.flatMap(numbersIn);
  if (numbersIn(text).some((number) => !numbers.includes(number))) {
    return 'the model gave a number to call that is not its own';
  }
  if (foreign || /<[a-z!/]/i.test(text)) {
    return 'the model gave a link that is not its own';
  }
  return undefined;
}

const SQUEEZED_RULES = squeeze(ALL_RULES);

function leaksRules(text: string): boolean {
  return readingsOf(text).some((reading) => hasIn(SQUEEZED_RULES, squeeze(reading)));
}

/** Whether so much of rules that nobody is to see stands in a text, in whatever way, that it is no chance. */
export function gives(rules: string, text: string): boolean {
  const squeezed = squeeze(rules);
  return readingsOf(text).some((reading) => hasIn(squeezed, squeeze(reading)));
}

function hasIn(rules: string, squeezed: string): boolean {
  for (let start = 0; start + LEAK <= squeezed.length; start += 1) {
    if (rules.includes(squeezed.slice(start, start + LEAK))) return true;
  }
  return false;
}

function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A number with its country, which a phone makes a link of. */
const NUMBER = /\+\d[\d ().-]{6,}\d/g;

function numbersIn(text: string): string[] {
  return (text.normalize('NFKC').match(NUMBER) ?? []).map((number) => number.replaceAll(/\D/g, ''));
}

/** With a scheme, or what a phone makes a link of: a host with a known end, or with a path behind it. */
const LINK =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.|\b(?:mailto|tel|sms|data|javascript|intent|whatsapp|geo):)[^\s<>"'()]+|\/\/[\p{L}\p{N}-]+\.[^\s<>"'()]+|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[\p{L}][\p{L}\p{N}-]+\/[^\s<>"'()]*|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:com|net|org|io|eu|co|app|dev|info|biz|xyz|me|ly|gl|link|site|online|top|shop|ru|cn|de|es|uk|fr|email|zip|win|store|tech|live|cloud|click|page|pro|mobi|tk|nl|pl|pt|ch|br|mx|ar|ca|xn--[a-z0-9-]+|test|example)\b(?:\/[^\s<>"'()]*)?/giu;

function linksIn(text: string): string[] {
  const links = text.normalize('NFKC').replaceAll(/[。｡]/g, '.').match(LINK) ?? [];
  return links.map((link) =>
    link
      .toLowerCase()
      .replace(/^(https?:\/\/)?(www\.)?/, '')
      .replace(/[/.,;:!?]+$/, ''),
  );
}

/** Of a link as `linksIn` answers it; with a port or a user in it, it is no host that anybody named. */
function hostOf(link: string): string {
  return link.split(/[/?#\\]/)[0] ?? '';
}
