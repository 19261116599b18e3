import { ALL_RULES } from '#core/ai/prompt.ts';

/** What must not be in anything that a customer reads, or that a flow goes on with. */
export interface Breach {
  readonly kind: 'rules' | 'address' | 'markup' | 'field' | 'call' | 'queue' | 'tool' | 'attribute';
  /** What of it was seen, in short. */
  readonly seen: string;
}

/** So many letters of Parley's rules in a row are no chance. */
const LETTERS = 40;
const SHOWN = 80;

/** What phones make a link of without being told that it is one: a path behind it, or a known end. */
const BARE_HOST =
  /\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:\p{L}[\p{L}\p{N}-]*\/|(?:com|net|org|test|example|email|zip|win|uk|ly|me|io|xn--[a-z0-9]+)(?![\p{L}\p{N}]))\S*/giu;

/** How a text might carry another: each is read as all of these. */
const READINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => Array.from(text).reverse().join(''),
  (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const base = letter <= 'Z' ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
  (text) => (text.match(/[A-Za-z0-9+/=_-]{24,}/g) ?? []).map(fromBase64).join(' '),
  (text) => (text.match(/(?:[0-9a-f]{2}[\s:]?){16,}/gi) ?? []).map(fromHex).join(' '),
];

/**
 * What of a text must not be there: pieces of Parley's rules, also backwards or encoded; addresses,
 * numbers to call and markup that the bot's own files do not have.
 *
 * Knows nothing of the guards, so that it finds what they let through.
 *
 * @param own all that the bot's designer wrote, and what is known of the shop
 */
export function breachesIn(text: string, own: string): readonly Breach[] {
  const rules = READINGS.some((read) => hasRules(read(text)));
  const wide = asShown(text);
  const known = `${own}\n${asShown(own)}`;
  const addresses = [
    ...(wide.match(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi) ?? []),
    ...(wide.match(/\b(?:mailto|tel|javascript|data):\S+/gi) ?? []),
    ...(wide.match(BARE_HOST) ?? []),
    ...(wide.match(/\+\d[\d ().-]{7,}\d/g) ?? []),
  ]
    .map((address) => address.replace(/[.,;:!?)]+$/, ''))
    .filter((address) => /[\p{L}]|\+/u.test(address) && !known.includes(address));
  const markup = /<[a-z/!][^>]*>|\{\{|\{%/i.exec(wide);
  return [
    ...(rules ? [breach('rules', text)] : []),
    ...addresses.map((address) => breach('address', address)),
    ...(markup === null ? [] : [breach('markup', markup[0])]),
  ];
}

/** As a phone shows it, and makes links of it. */
function asShown(text: string): string {
  // An end of a line is seen: what follows it is no part of an address before it.
  const seen = text.normalize('NFKC').replaceAll(/[^\P{C}\n\r\t]/gu, '');
  return seen.replaceAll('。', '.');
}

export function breach(kind: Breach['kind'], seen: string): Breach {
  return { kind, seen: seen.slice(0, SHOWN) };
}

function hasRules(text: string): boolean {
  const letters = lettersOf(text);
  const rules = lettersOf(ALL_RULES);
  for (let start = 0; start + LETTERS <= letters.length; start += 1) {
    if (rules.includes(letters.slice(start, start + LETTERS))) return true;
  }
  return false;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function fromBase64(text: string): string {
  try {
    const plain = text.replaceAll('-', '+').replaceAll('_', '/').replaceAll(/=+$/g, '');
    return atob(plain.slice(0, plain.length - (plain.length % 4)));
  } catch {
    return '';
  }
}

function fromHex(text: string): string {
  const pairs = text.replaceAll(/[^0-9a-f]/gi, '').match(/../g) ?? [];
  return pairs.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
}
