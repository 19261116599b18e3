import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';
import type { SandboxOptions } from '#adapters/sandbox/sandbox-options.ts';
import { sandboxRequestListener } from '#adapters/sandbox/sandbox-request-listener.ts';

/** A sandbox Braze on a port of its own. */
export interface ServedSandbox {
  readonly sandbox: SandboxBraze;
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function serveSandbox(options: SandboxOptions = {}): Promise<ServedSandbox> {
  const sandbox = new SandboxBraze(options);
  const server = createServer(sandboxRequestListener(sandbox));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    sandbox,
    url: `http://127.0.0.1:${String(port)}`,
    close: async () => {
      sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
