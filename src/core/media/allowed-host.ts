/** A host's name, or `*.` and one for all that lie below it, as an operator writes it. */
export const HOST_PATTERN =
  /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/**
 * Whether files may be fetched from an address: over TLS, from a host that was named, at its usual
 * port, without a name and password in it.
 *
 * @param patterns as `HOST_PATTERN`
 */
export function isAllowedHost(url: URL, patterns: readonly string[]): boolean {
  if (url.protocol !== 'https:' || url.port !== '') return false;
  if (url.username !== '' || url.password !== '') return false;
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern,
  );
}
