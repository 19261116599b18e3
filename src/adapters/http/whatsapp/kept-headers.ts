import type { IncomingHttpHeaders } from 'node:http';

import { IDENTITY_HEADERS } from '#app/accept-webhook/received-webhook.ts';

/** What tells how to read a request again later; nothing that would open the door. */
const KEPT = [...IDENTITY_HEADERS, 'content-type', 'content-encoding'] as const;

// eslint-disable-next-line no-control-regex -- all beyond ASCII is what is looked for
const NOT_ASCII = /[^\x00-\x7f]/;

/** The headers that reading needs; Node gives a header's bytes as latin1, and they are UTF-8. */
export function keptHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = headers[name];
    if (typeof value !== 'string') continue;
    kept[name] = NOT_ASCII.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value;
  }
  return kept;
}
