import type { IncomingMessage, RequestListener } from 'node:http';

import { INSPECT_PREFIX, serveInspect } from './inspect/serve-inspect.ts';
import { serveRest } from './rest/serve-rest.ts';
import type { SandboxBraze } from './sandbox-braze.ts';

export interface ListenerOptions {
  /**
   * Path below which the REST API stands, without a slash at its end: blank in a process of its
   * own, `/sandbox/rest` beside other routes. `/sandbox/api` is always where it is.
   */
  readonly restPrefix?: string;
}

/**
 * Puts a sandbox on the wire: a listener for `node:http`, to be given every request whose path is
 * the sandbox's. It answers all of them; a path it does not know is 404 as at Braze.
 */
export function sandboxRequestListener(
  sandbox: SandboxBraze,
  { restPrefix = '' }: ListenerOptions = {},
): RequestListener {
  return (request, response) => {
    const url = urlOf(request);
    if (url.pathname === INSPECT_PREFIX || url.pathname.startsWith(`${INSPECT_PREFIX}/`)) {
      void serveInspect(sandbox, request, response, url);
      return;
    }
    if (url.pathname.startsWith(`${restPrefix}/`)) {
      url.pathname = url.pathname.slice(restPrefix.length);
    }
    void serveRest(sandbox, request, response, url);
  };
}

/** Paths that no URL can be made of are as unknown as others. */
function urlOf(request: IncomingMessage): URL {
  const target = request.url ?? '/';
  return URL.canParse(target, 'http://sandbox')
    ? new URL(target, 'http://sandbox')
    : new URL('http://sandbox/%00');
}
