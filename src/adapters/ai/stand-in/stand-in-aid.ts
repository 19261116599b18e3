import { DRAFT_RULES, SUMMARY_RULES } from '#core/ai/aid.ts';
import { RECAP_RULES } from '#core/ai/recap.ts';

/** What is asked for an agent, as far as the stand-in looks. */
interface AidQuestion {
  readonly system: string;
  /** What the question holds as data, JSON text. */
  readonly chat: string;
}

interface Data {
  readonly chat: readonly { readonly from: string; readonly text: string }[];
  readonly why: string;
  readonly known: Readonly<Record<string, string>>;
  readonly begun?: string;
}

const WORDS = {
  en: {
    hello: 'Thank you for your message.',
    sorry: 'I am sorry about that.',
    looking: 'I am looking into it and will write to you here: [what you find out].',
    asked: (text: string) => `The customer first wrote: “${text}”.`,
    here: (text: string) => `It is before people because: ${text}.`,
    last: (text: string) => `Last they wrote: “${text}”.`,
    told: (who: string, text: string) => `Last they were told, by ${who}: “${text}”.`,
    known: (text: string) => `Known: ${text}.`,
    who: { bot: 'the bot', agent: 'an agent' },
    made: 'Put together by rules, for no model is set.',
  },
  es: {
    hello: 'Gracias por tu mensaje.',
    sorry: 'Lo siento mucho.',
    looking: 'Lo estoy mirando y te escribo por aquí: [lo que averigües].',
    asked: (text: string) => `Lo primero que escribió: «${text}».`,
    here: (text: string) => `Está con personas porque: ${text}.`,
    last: (text: string) => `Lo último que escribió: «${text}».`,
    told: (who: string, text: string) => `Lo último que se le dijo, por ${who}: «${text}».`,
    known: (text: string) => `Se sabe: ${text}.`,
    who: { bot: 'el bot', agent: 'un agente' },
    made: 'Hecho con reglas: no hay ningún modelo configurado.',
  },
} as const;

const SPANISH =
  /[¿¡ñ]|\b(?:hola|gracias|quiero|pedido|env[ií]o|cu[aá]nto|cu[aá]ndo|d[oó]nde|para|por|pero|una?|los|las|mi|est[aá]|tarda)\b/i;
const LONGEST_QUOTE = 120;

/** Whether a question is one of an agent's, or for a record of a long chat. */
export function isAid({ system }: Pick<AidQuestion, 'system'>): boolean {
  return [DRAFT_RULES, SUMMARY_RULES, RECAP_RULES].some((rules) => system.startsWith(rules));
}

/**
 * Drafts what the best passage says, in a frame of politeness, and sums up by quoting: enough to try
 * the desk with. That there is no model is said beside it, and in the summary itself.
 *
 * @param best the passage of the knowledge that fits best, as customers are answered from
 */
export function aidAnswer(
  { system, chat }: AidQuestion,
  best: { readonly text: string; readonly sources: readonly string[] } | undefined,
): string {
  const data = JSON.parse(chat) as Data;
  if (system.startsWith(RECAP_RULES)) {
    return JSON.stringify({ text: summaryOf({ ...data, why: '', known: {} }, 'en') });
  }
  if (system.startsWith(SUMMARY_RULES)) {
    const language = system.includes('Write in the language "es"') ? 'es' : 'en';
    return JSON.stringify({ text: summaryOf(data, language) });
  }
  const asked = lastOf(data, 'customer') ?? '';
  const wish = /The agent asks for:\n(.*)/.exec(system)?.[1] ?? '';
  return JSON.stringify({
    text: draftOf(data.begun ?? '', wish, best?.text, SPANISH.test(asked) ? 'es' : 'en'),
    sources: best?.sources ?? [],
  });
}

function draftOf(
  begun: string,
  wish: string,
  passage: string | undefined,
  language: keyof typeof WORDS,
): string {
  const { hello, sorry, looking } = WORDS[language];
  const isSorry = /apolog|sorry|disc[uú]l|perd[oó]n/i.test(wish);
  const isShort = /short|brief|cort|breve/i.test(wish);
  const body = begun === '' ? (passage ?? looking) : begun;
  const first = isShort ? (body.split(/(?<=[.!?])\s+/)[0] ?? body) : body;
  const opening = isSorry ? [sorry] : begun === '' && !isShort ? [hello] : [];
  return [...opening.filter((words) => !first.startsWith(words)), first].join(' ');
}

function summaryOf({ chat, why, known }: Data, language: keyof typeof WORDS): string {
  const words = WORDS[language];
  const wrote = chat.filter(({ from }) => from === 'customer').map(({ text }) => quoted(text));
  const told = chat.findLast(({ from }) => from !== 'customer');
  const slots = Object.entries(known).map(([name, value]) => `${name} ${value}`);
  const [first] = wrote;
  const last = wrote.length > 1 ? wrote.at(-1) : undefined;
  return [
    ...(first === undefined ? [] : [words.asked(first)]),
    ...(why === '' ? [] : [words.here(quoted(why))]),
    ...(last === undefined ? [] : [words.last(last)]),
    ...(told === undefined
      ? []
      : [words.told(words.who[told.from === 'agent' ? 'agent' : 'bot'], quoted(told.text))]),
    ...(slots.length === 0 ? [] : [words.known(slots.slice(0, 4).join(', '))]),
    words.made,
  ].join(' ');
}

function lastOf({ chat }: Data, who: string): string | undefined {
  return chat.findLast(({ from }) => from === who)?.text;
}

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE)}…`;
}
