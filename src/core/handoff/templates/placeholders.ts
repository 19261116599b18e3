/** `{{ name }}`: all that stands in a template's body beside its words. */
const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]{0,59})\s*\}\}/g;

/** Names of what is filled in, each once, in their order. */
export function placeholdersIn(body: string): readonly string[] {
  return [...new Set([...body.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

/** What stands outside placeholders. */
export function wordsAround(body: string): string {
  return body.replace(PLACEHOLDER, '');
}

/** The body with what is known filled in; what is not stays as it is, so that it is seen. */
export function filledBody(body: string, values: Readonly<Record<string, string>>): string {
  return body.replace(PLACEHOLDER, (braces, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? braces) : braces,
  );
}
