import type { CannedReply } from '../api/desk-types.ts';

/** A canned reply filled in: what is not known stays as it is, and is named. */
export interface FilledReply {
  readonly text: string;
  readonly missing: readonly string[];
}

const MOST_SHOWN = 8;

/**
 * Those that a word after `/` means, the best first: whose key begins with it, then whose words
 * hold it. Of one key the first counts, in the customer's language where there is one.
 */
export function matching(
  canned: readonly CannedReply[],
  wanted: string,
  locale: string,
): readonly CannedReply[] {
  const word = wanted.toLowerCase();
  const inLanguage = [...canned].sort((a, b) => rank(a, locale) - rank(b, locale));
  const byKey = new Map<string, CannedReply>();
  for (const reply of inLanguage) if (!byKey.has(reply.key)) byKey.set(reply.key, reply);
  const all = [...byKey.values()].sort((a, b) => a.key.localeCompare(b.key));
  const begins = all.filter(({ key }) => key.toLowerCase().startsWith(word));
  const holds = all.filter(
    (reply) => !begins.includes(reply) && reply.text.toLowerCase().includes(word),
  );
  return [...begins, ...holds].slice(0, MOST_SHOWN);
}

const FROM = { own: 0, team: 1, bot: 2 } as const;

/** What is in another language comes last; else one's own first, and the language before all. */
function rank({ locale, from }: CannedReply, wanted: string): number {
  if (locale === null) return FROM[from] * 2 + 1;
  return locale.slice(0, 2) === wanted.slice(0, 2) ? FROM[from] * 2 : FROM[from] + 10;
}

export function filled(text: string, values: Readonly<Record<string, string>>): FilledReply {
  const missing = new Set<string>();
  const whole = text.replace(/\{([a-z][a-z0-9_]*)\}/g, (braces, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    if (value === '') missing.add(braces);
    return value === '' ? braces : value;
  });
  return { text: whole, missing: [...missing] };
}
