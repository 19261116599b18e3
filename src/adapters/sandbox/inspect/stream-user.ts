import type { ServerResponse } from 'node:http';

import type { Person } from '../people/person.ts';
import type { FeedEvent } from '../record/feed.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { type InspectRequest, personOf } from './inspect-route.ts';
import { clockView, faultView, messageView, settingsView, userView } from './views.ts';

/** Proxies cut what is silent for longer, commonly after 30 to 60 s. */
const HEARTBEAT_MS = 15_000;
/** Calls shown beside a chat. */
const CALLS_SHOWN = 30;
/** A reader this far behind is let go; it comes back and reads everything anew. */
const MOST_BUFFERED_BYTES = 4 * 1_024 * 1_024;

/**
 * Server-sent events of one user: `state` (everything) first, then `message`, `user`, `call`,
 * `settings`, each whole, so that a reader that lost the stream only needs to connect again.
 */
export function streamUser(request: InspectRequest): undefined {
  const { sandbox, response } = request;
  const person = personOf(request);
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  send(response, 'state', stateOf(sandbox, person));

  const stop = sandbox.feed.listen((event) => {
    forward(sandbox, person, event, response);
  });
  const heartbeat = setInterval(() => response.write(': here\n\n'), HEARTBEAT_MS);
  response.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
}

function stateOf(sandbox: SandboxBraze, person: Person): Record<string, unknown> {
  return {
    user: userView(sandbox, person),
    messages: person.chat.toArray().map(messageView),
    calls: sandbox.ledger.calls.toArray().slice(-CALLS_SHOWN),
    ...surroundings(sandbox),
  };
}

function surroundings(sandbox: SandboxBraze): Record<string, unknown> {
  return {
    clock: clockView(sandbox),
    settings: settingsView(sandbox),
    faults: sandbox.faults.list().map(faultView),
  };
}

function forward(
  sandbox: SandboxBraze,
  person: Person,
  event: FeedEvent,
  response: ServerResponse,
): void {
  switch (event.kind) {
    case 'message':
      if (event.brazeId === person.brazeId) {
        send(response, 'message', messageView(event.message));
      }
      return;
    case 'user':
      if (event.brazeId === person.brazeId) send(response, 'user', userView(sandbox, person));
      return;
    case 'call':
      send(response, 'call', event.call);
      return;
    case 'settings':
      send(response, 'settings', surroundings(sandbox));
      return;
    case 'reset':
    case 'closed':
      // The user is gone, or the sandbox is; the reader notices and asks again.
      response.end();
      return;
  }
}

function send(response: ServerResponse, event: string, data: unknown): void {
  if (response.writableLength > MOST_BUFFERED_BYTES) response.destroy();
  else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
