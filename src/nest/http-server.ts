import type { Server } from 'node:http';

import { AppError } from '#core/app-error.ts';

const IDLE_CHECK_MS = 50;
/** Requests under way are answered by then; whoever is left is cut off. */
const CLOSE_PATIENCE_MS = 20_000;

/** Somebody else listens where this process was told to. */
class PortTaken extends AppError {
  override readonly code = 'http.port-taken';
  override readonly kind = 'invalid';

  constructor(port: number) {
    super(`Port ${String(port)} is in use: end whatever listens there, or set another PORT`, {
      port,
    });
  }
}

/** @throws PortTaken */
export function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (failure: NodeJS.ErrnoException) => {
      reject(failure.code === 'EADDRINUSE' ? new PortTaken(port) : failure);
    });
    server.listen(port, host, resolve);
  });
}

/** Takes no new connections, answers what was begun, and ends those that only wait. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, IDLE_CHECK_MS);
  const patience = setTimeout(() => {
    server.closeAllConnections();
  }, CLOSE_PATIENCE_MS);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearInterval(idle);
  clearTimeout(patience);
}
