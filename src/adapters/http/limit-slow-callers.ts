import type { Server } from 'node:http';

const HEADERS_MS = 10_000;
const REQUEST_MS = 15_000;
/** Node looks for slow callers only so often, by default each 30 s. */
const CHECK_MS = 2_000;
/** Longer than the 60 s of common load balancers, so that they and not we end a quiet connection. */
const KEEP_ALIVE_MS = 65_000;

/** Bounds how long a caller may take over a request; call it before the server listens. */
export function limitSlowCallers(server: Server): void {
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // Read when the server begins to listen; without a type, for the constructor is meant to set it.
  Object.assign(server, { connectionsCheckingInterval: CHECK_MS });
}
