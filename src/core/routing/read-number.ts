const NUMBER = /^[+-]?\d[\d.,'\u00a0 ]{0,24}$/;
const decimalOf = new Map<string, string>();

/**
 * The number in a text, as people of a language write it: `1.234,5` in Spanish is `1,234.5` in
 * English. Currency signs around it are passed over. `undefined` for anything else.
 */
export function readNumber(text: string, locale: string): number | undefined {
  const bare = text
    .trim()
    .replace(/^[$€£]\s?|\s?[$€£%]$/g, '')
    .trim();
  if (!NUMBER.test(bare)) return undefined;

  const compact = bare.replace(/['\u00a0 ]/g, '');
  const value = Number(withPoint(compact, decimalSeparator(locale)));
  return Number.isFinite(value) ? value : undefined;
}

function withPoint(text: string, decimal: string): string {
  const grouping = decimal === ',' ? '.' : ',';
  const both = text.includes(',') && text.includes('.');
  if (both) {
    const last = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    return inPlain(text, last);
  }
  // A lone grouping sign counts as one only where groups of three follow: "1.5" is one and a half.
  const isGrouped = new RegExp(`^[+-]?\\d{1,3}(\\${grouping}\\d{3})+$`).test(text);
  return inPlain(text, text.includes(grouping) && !isGrouped ? grouping : decimal);
}

function inPlain(text: string, decimal: string): string {
  const grouping = decimal === ',' ? '.' : ',';
  return text.replaceAll(grouping, '').replace(decimal, '.');
}

function decimalSeparator(locale: string): string {
  const known = decimalOf.get(locale);
  if (known !== undefined) return known;

  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const sign = parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
  decimalOf.set(locale, sign);
  return sign;
}
