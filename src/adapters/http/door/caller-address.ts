import type { IncomingMessage } from 'node:http';

const V4_IN_V6 = /^::ffff:/i;

/**
 * Where a request came from.
 *
 * Anyone can send `X-Forwarded-For`, so it counts only as far as our own proxies wrote it.
 *
 * @param proxies how many proxies of ours stand before Parley, each adding the address it saw
 */
export function callerAddress(request: IncomingMessage, proxies: number): string {
  const seen = [request.socket.remoteAddress ?? ''];
  if (proxies > 0) {
    const forwarded = request.headers['x-forwarded-for'];
    const list = Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '');
    seen.unshift(...list.split(',').map((address) => address.trim()));
  }
  const address = seen.at(-1 - proxies) ?? '';
  return address.replace(V4_IN_V6, '');
}
