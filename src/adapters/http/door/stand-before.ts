import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import type { RequestHandler } from './request-handler.ts';

export const WHATSAPP_PATH = '/webhooks/braze/whatsapp';

/**
 * Gives the requests for one path to `handler`, and all others to whoever listens now: the
 * framework, so call it once that has made its server and before it listens.
 */
export function standBefore(server: Server, path: string, handler: RequestHandler): void {
  const others = server.listeners('request') as RequestHandler[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isAt(request.url ?? '', path)) handler(request, response);
    else for (const other of others) other.call(server, request, response);
  });
}

/** A query or a slash behind the path changes nothing. */
function isAt(url: string, path: string): boolean {
  if (!url.startsWith(path)) return false;
  const rest = url.slice(path.length);
  return rest === '' || rest.startsWith('?') || rest === '/' || rest.startsWith('/?');
}
