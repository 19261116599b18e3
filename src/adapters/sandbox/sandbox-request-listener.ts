import type { RequestListener } from 'node:http';

import { INSPECT_PREFIX, serveInspect } from './inspect/serve-inspect.ts';
import { MEDIA_PREFIX, PhoneMedia } from './media/phone-media.ts';
import { targetOf } from './request-target.ts';
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
  const media = new PhoneMedia();
  return (request, response) => {
    const target = targetOf(request.url ?? '/');
    const { path } = target;
    if (path === INSPECT_PREFIX || path.startsWith(`${INSPECT_PREFIX}/`)) {
      void serveInspect(sandbox, request, response, target);
      return;
    }
    if (path.startsWith(`${MEDIA_PREFIX}/`)) {
      void media.serve(request, response, target);
      return;
    }
    const restPath = path.startsWith(`${restPrefix}/`) ? path.slice(restPrefix.length) : path;
    void serveRest(sandbox, request, response, { ...target, path: restPath });
  };
}
