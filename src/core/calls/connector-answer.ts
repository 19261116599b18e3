import type { ConnectorEntry } from '#core/flow/model/connectors-file.ts';

/** What a flow gets of an answer: all of it, one place of it, or fields by their names. */
export function mappedAnswer(answer: ConnectorEntry['answer'], body: unknown): unknown {
  if (answer === undefined) return storable(body);
  if (typeof answer === 'string') return storable(at(body, answer));
  return Object.fromEntries(
    Object.entries(answer).map(([name, pointer]) => [name, storable(at(body, pointer))]),
  );
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
function at(body: unknown, pointer: string): unknown {
  let value = body;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** As Postgres can keep it: no NUL, no half characters. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll('\u0000', '').replaceAll(/\p{Cs}/gu, '\ufffd');
  }
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([key, of]) => [storable(key), storable(of)]),
  );
}

const HIDDEN = '•••';

/** The same with the named fields hidden, wherever they stand: for logs and people who look. */
export function redacted(value: unknown, fields: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((each) => redacted(each, fields));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, of]) => [
      key,
      fields.includes(key) ? HIDDEN : redacted(of, fields),
    ]),
  );
}
