import type { ServerResponse } from 'node:http';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

export const UNKNOWN_SENDER = answerOf(
  401,
  'currents.unknown-sender',
  'Send a token that Parley knows',
);
export const WRONG_METHOD = answerOf(405, 'currents.post-only', 'Send the batch with POST', {
  allow: 'POST',
});
export const TOO_LARGE = answerOf(413, 'currents.too-large', 'Send no more than 1 MiB at once');
export const UNAVAILABLE = answerOf(503, 'currents.unavailable', 'Send this again later', {
  'retry-after': 30,
});

/** Nobody may be listening any more. */
export function answerOtherwise(response: ServerResponse, { status, body, headers }: Answer): void {
  send(response, status, body, headers);
}

export function answerTaken(response: ServerResponse, events: number): void {
  send(response, 202, JSON.stringify({ status: 'accepted', events }), {});
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Answer['headers'],
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

function answerOf(
  status: number,
  code: string,
  message: string,
  headers: Answer['headers'] = {},
): Answer {
  return { status, body: JSON.stringify({ code, message }), headers };
}
