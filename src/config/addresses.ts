import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A property decorator that asks `test` of a text. */
export function Satisfies(
  test: (value: string) => boolean,
  options: ValidationOptions,
): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && test(value);
  return ValidateBy({ name: test.name, validator: { validate } }, options);
}

export function isPostgresAddress(value: string): boolean {
  return ['postgresql:', 'postgres:'].includes(parse(value)?.protocol ?? '');
}

/**
 * Whether replies may be sent there: to Braze over TLS, or to a stand-in on this machine. Anything
 * else would hand customers' words and the API key to whoever mistyped or rewrote the variable.
 *
 * @see https://www.braze.com/docs/api/basics/#endpoints
 */
export function isBrazeAddress(value: string): boolean {
  const url = parse(value);
  // Nothing but scheme, host and port: no user, no path, no query.
  if (url?.origin !== value.toLowerCase().replace(/\/$/, '')) return false;

  if (isLoopback(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:';
  return url.protocol === 'https:' && /\.braze\.(com|eu)$/.test(url.hostname);
}

/** Whether browsers and secrets may go there: over TLS, or to this machine. */
export function isServerAddress(value: string): boolean {
  const url = parse(value);
  if (url === undefined) return false;
  if (`${url.username}${url.search}${url.hash}` !== '') {
    return false;
  }
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** Whether a model may be asked there: an address without a user, a query or a fragment. */
export function isModelAddress(value: string): boolean {
  const url = parse(value);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return ['localhost', '[::1]'].includes(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function parse(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
