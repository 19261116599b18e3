import { stringify } from 'yaml';

/** A value as YAML on one line, without the braces around the whole. */
export function inline(value: Readonly<Record<string, unknown>>): string {
  const options = { collectionStyle: 'flow', lineWidth: 0, singleQuote: true } as const;
  return stringify(value, options)
    .trim()
    .replace(/^\{ | \}$/g, '')
    .replace(/\[ (?! *\])/g, '[')
    .replace(/ \]/g, ']');
}
