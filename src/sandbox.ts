import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

import { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';
import { sandboxRequestListener } from '#adapters/sandbox/sandbox-request-listener.ts';

/**
 * The sandbox Braze as a process of its own, for benches and end-to-end tests. Prints
 * `sandbox listening on <url>` once it is ready; ends with SIGTERM or SIGINT.
 */
const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    /** 0 for any that is free. */
    port: { type: 'string', default: '0' },
    'rest-key': { type: 'string' },
    /** Milliseconds before each REST answer. */
    latency: { type: 'string', default: '0' },
    /** Keeps counters and arrivals only. */
    counters: { type: 'boolean', default: false },
    /** Switches Braze's rate limits off. */
    unlimited: { type: 'boolean', default: false },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string' },
  },
});

const NO_LIMITS = {
  sendsPerHour: Number.MAX_SAFE_INTEGER,
  tracksPer3Seconds: Number.MAX_SAFE_INTEGER,
  exportsPerMinute: Number.MAX_SAFE_INTEGER,
};

const sandbox = new SandboxBraze({
  ...(values['rest-key'] === undefined ? {} : { restKey: values['rest-key'] }),
  record: values.counters ? 'counters' : 'everything',
  latencyMs: Number(values.latency),
  limits: values.unlimited ? NO_LIMITS : {},
  webhook: {
    ...(values['webhook-url'] === undefined ? {} : { url: values['webhook-url'] }),
    ...(values['webhook-secret'] === undefined ? {} : { secret: values['webhook-secret'] }),
  },
});

const server = createServer(sandboxRequestListener(sandbox));
// Longer than any client's pause between two calls: a kept connection must not end under one.
server.keepAliveTimeout = 120_000;
server.listen(Number(values.port), values.host, () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`sandbox listening on http://${values.host}:${String(port)}\n`);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    sandbox.close();
    server.close();
    server.closeAllConnections();
  });
}
