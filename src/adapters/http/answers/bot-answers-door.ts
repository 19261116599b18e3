import type { IncomingMessage, ServerResponse } from 'node:http';

import type { TakeBotAnswer, TakenAnswer } from '#app/ai/take-bot-answer.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { AppError } from '#core/app-error.ts';

import { discardRest, readRequestBody } from '../door/read-request-body.ts';
import type { RequestHandler } from '../door/request-handler.ts';

export const BOT_ANSWERS_PATH = '/webhooks/parley/answers';

const MAX_BODY_BYTES = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

const ANSWERS: Readonly<Record<TakenAnswer, Answer>> = {
  taken: { status: 200, body: { status: 'taken' } },
  late: { status: 200, body: { status: 'late' } },
  'unknown-sender': refusal(
    401,
    'unknown-sender',
    'Sign it with the secret of the bot that was asked, now',
  ),
  unreadable: refusal(
    400,
    'unreadable',
    'Send { "id": …, "answer": { "text": … } }, the id as it was asked',
  ),
};
const POST_ONLY = refusal(405, 'post-only', 'Send the answer with POST');
const TOO_LARGE = refusal(413, 'too-large', 'Send no more than 64 KiB');
const UNAVAILABLE = refusal(503, 'unavailable', 'Send this again later');

/** The door for bots that answer later, before the framework: what is signed are the bytes. */
export function createBotAnswersDoor(
  takeBotAnswer: Pick<TakeBotAnswer, 'execute'>,
  incidents: Pick<Incidents, 'failed'>,
): RequestHandler {
  const answerTo = async (request: IncomingMessage): Promise<Answer | undefined> => {
    if (request.method !== 'POST') return POST_ONLY;
    try {
      const body = await readRequestBody(request, MAX_BODY_BYTES);
      if (body === undefined) return undefined;
      if (body.isTooLarge) return TOO_LARGE;
      const header = (name: string): string => String(request.headers[name] ?? '');
      const taken = await takeBotAnswer.execute({
        ...{ id: header('webhook-id'), timestamp: header('webhook-timestamp') },
        ...{ signature: header('webhook-signature'), body: body.bytes.toString('utf8') },
      });
      return ANSWERS[taken];
    } catch (failure) {
      if (!(failure instanceof AppError)) incidents.failed('take the answer of a bot', failure);
      return UNAVAILABLE;
    }
  };
  return (request, response) => {
    void answerTo(request).then((answer) => {
      discardRest(request);
      if (answer !== undefined) send(response, answer);
    });
  };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { code: `bot-answers.${code}`, message } };
}
