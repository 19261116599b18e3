/** Each comma that a new address follows; a comma inside an address stays. */
const BETWEEN = /\s*,\s*(?=[a-z][a-z0-9+.-]*:)/i;
const QUOTES = /^["']|["']$/g;

/**
 * The addresses in what a template may make of Braze's list: JSON array, one address, several
 * with commas or line breaks between, or a list in brackets. They are text and are not fetched.
 *
 * @param value what stands behind the key: decoded where it is a JSON string, else its source
 */
export function mediaUrls(value: string): readonly string[] {
  const text = value.trim();
  if (text === '[]') return [];

  const fromJson = text.startsWith('[') ? stringsIn(text) : undefined;
  const urls =
    fromJson ??
    bare(text)
      .split(/\r?\n/)
      .flatMap((line) => line.split(BETWEEN));
  return urls.map((url) => url.trim().replace(QUOTES, '').trim()).filter((url) => url !== '');
}

/** `[a, b]`, as Liquid writes a list that nobody joined, without its brackets. */
function bare(text: string): string {
  const inside = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return inside.replaceAll(/["']\s*,\s*["']/g, '\n');
}

/** The strings of a JSON array; `undefined` where it is none. */
function stringsIn(text: string): readonly string[] | undefined {
  try {
    const list = JSON.parse(text) as unknown[];
    return list.filter((item) => typeof item === 'string');
  } catch {
    return undefined; // brackets without JSON inside
  }
}
