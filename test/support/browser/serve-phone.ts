import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

import { securityHeaders } from '#adapters/http/security-headers.ts';
import type { Deliver } from '#adapters/sandbox/inbound/deliver.ts';
import { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';
import { sandboxRequestListener } from '#adapters/sandbox/sandbox-request-listener.ts';

import { buildWeb } from './build-web.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The phone page and a sandbox on one port, as Parley serves them. */
export interface ServedPhone {
  readonly url: string;
  readonly sandbox: SandboxBraze;
  readonly close: () => Promise<void>;
}

/**
 * Serves the page with a stand-in for Parley.
 *
 * @param parley what Parley does with a webhook; it is given the sandbox's REST address
 */
export async function servePhone(
  parley: (restUrl: string) => Deliver,
  port = 0,
): Promise<ServedPhone> {
  const dist = await buildWeb();
  let deliver: Deliver = () => Promise.resolve({ status: 503 });
  const sandbox = new SandboxBraze({
    webhook: {
      url: 'http://parley.test/webhooks/braze/whatsapp',
      secret: 'a-secret-of-the-webhook',
      deliver: (request, signal) => deliver(request, signal),
    },
  });
  const toSandbox = sandboxRequestListener(sandbox, { restPrefix: '/sandbox/rest' });
  const headers = securityHeaders(false);
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/sandbox/') === true) toSandbox(request, response);
    else {
      headers(request, response, () => {
        void sendFile(dist, request.url ?? '/', response);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  deliver = parley(`${url}/sandbox/rest`);

  return {
    url,
    sandbox,
    close: async () => {
      sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page by its name is the app; everything else is a file. */
async function sendFile(dist: string, url: string, response: ServerResponse): Promise<void> {
  const path = normalize(new URL(url, 'http://phone').pathname);
  const file = path.startsWith('/assets/') ? path : '/index.html';
  try {
    const content = await readFile(join(dist, file));
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}
