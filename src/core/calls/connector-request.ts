import { compileTemplate, onlyPathOf } from '#core/flow/liquid/template.ts';
import { valueAt } from '#core/flow/liquid/value-at.ts';
import type { ConnectorEntry } from '#core/flow/model/connectors-file.ts';

export type CallInput = Readonly<Record<string, unknown>>;

/** A request before anybody says who asks. */
export interface ConnectorRequest {
  readonly method: string;
  /** On the connector's own origin, whatever was asked. */
  readonly url: URL;
  /** JSON text. */
  readonly body: string | undefined;
}

/**
 * The request that a call comes to; or why none can be made of what it brings.
 *
 * What it brings is data: in the address it is encoded, and can neither lead elsewhere nor leave a
 * part of the path out, which often means "all of them".
 */
export function connectorRequest(
  entry: ConnectorEntry,
  input: CallInput,
): ConnectorRequest | { readonly refused: string } {
  const path = compileTemplate(entry.url);
  const missing = path.variables
    .map(({ path: names }) => names)
    .find((names) => isBlank(input, names));
  if (missing !== undefined) {
    return { refused: `the address lacks ${missing.join('.')}: the call brings nothing for it` };
  }

  const rendered = path.render(encoded(input));
  if (hasDots(rendered) || !URL.canParse(rendered)) {
    return { refused: 'what the call brings makes no address of the connector' };
  }
  const url = new URL(rendered);
  const fixed = new URL(/^[^{]*/.exec(entry.url)?.[0] ?? entry.url);
  if (url.origin !== fixed.origin || url.username !== '' || url.password !== '') {
    return { refused: 'what the call brings leads to another address' };
  }
  for (const [name, value] of Object.entries(entry.query ?? {})) {
    const text = made(value, input);
    if (text !== null && text !== undefined && text !== '') {
      url.searchParams.append(name, textOf(text));
    }
  }
  const { method = 'GET', body } = entry;
  return { method, url, body: body === undefined ? undefined : JSON.stringify(made(body, input)) };
}

function isBlank(input: CallInput, path: readonly unknown[]): boolean {
  const value = valueAt(input, path as readonly (string | number)[]);
  return value === null || value === undefined || value === '';
}

/** A path of dots climbs, also where the dots are written as %2e. */
function hasDots(address: string): boolean {
  const [path = ''] = address.replace(/^[a-z]+:\/\//i, '').split(/[?#]/);
  return path.split(/[/\\]/).some((part) => /^(\.|%2e){1,2}$/i.test(part));
}

function encoded(value: unknown): CallInput {
  return encodedDeep(value) as CallInput;
}

function encodedDeep(value: unknown): unknown {
  if (typeof value === 'string') return encodeURIComponent(value.replaceAll(/\p{Cs}/gu, '\ufffd'));
  if (Array.isArray(value)) return value.map(encodedDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, encodedDeep(of)]));
}

/** JSON with its templates rendered; one that is a single name keeps that value's type. */
function made(value: unknown, input: CallInput): unknown {
  if (typeof value === 'string') {
    const path = onlyPathOf(value);
    return path === undefined
      ? compileTemplate(value).render(input)
      : (valueAt(input, path) ?? null);
  }
  if (Array.isArray(value)) return value.map((each) => made(each, input));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, made(of, input)]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
