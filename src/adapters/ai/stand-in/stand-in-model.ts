import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  fromInstructions,
  obeying,
  type Scripted,
  type StandInQuestion,
} from './stand-in-answer.ts';
import {
  obedientCalls,
  type OfferedTool,
  sensibleCalls,
  type StandInCall,
} from './stand-in-tools.ts';

/**
 * How the stand-in behaves; a model's name after a colon chooses it for one question, as in
 * `stand-in:slow`.
 */
const HABITS = [
  ...(['well', 'obey', 'slow', 'cut', '429', '500', 'wrong-json', 'empty', 'refuse'] as const),
  ...(['length', 'tool-loop', 'too-long'] as const),
] as const;
export type Habit = (typeof HABITS)[number];

export const STAND_IN = 'stand-in';
const SLOW_MS = 30_000;
const MOST_BYTES = 1_048_576;

interface Asked {
  readonly model?: unknown;
  readonly stream?: unknown;
  readonly messages?: readonly { readonly role?: unknown; readonly content?: unknown }[];
  readonly response_format?: {
    readonly json_schema?: { readonly schema?: { readonly required?: readonly string[] } };
  };
  readonly tools?: readonly {
    readonly function?: {
      readonly name?: string;
      readonly parameters?: { readonly properties?: OfferedTool['fields'] };
    };
  }[];
  readonly tool_choice?: unknown;
}

export interface StandInOptions {
  /** Milliseconds before each answer. */
  readonly afterMs?: number;
  /** What it answers where it behaves well. */
  readonly answer?: Scripted;
}

/**
 * A server on this machine that speaks OpenAI's chat completions and has no model behind it: for
 * tests, the sandbox, and whoever tries the sample bot without a key.
 */
export class StandInModel {
  /** How many questions it was asked. */
  asked = 0;

  private constructor(
    private readonly server: Server,
    /** What a client calls its base URL. */
    readonly url: string,
  ) {}

  static async start(options: StandInOptions = {}): Promise<StandInModel> {
    const seen: { model?: StandInModel } = {};
    const server = createServer((request, response) => {
      if (seen.model !== undefined) seen.model.asked += 1;
      void serve(request, response, options);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    seen.model = new StandInModel(server, `http://127.0.0.1:${String(port)}/v1`);
    return seen.model;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { afterMs = 0, answer = fromInstructions }: StandInOptions,
): Promise<void> {
  const asked = request.method === 'POST' ? await bodyOf(request) : undefined;
  if (asked === undefined || request.url !== '/v1/chat/completions') {
    end(response, 404, { error: { message: 'There is POST /v1/chat/completions only' } });
    return;
  }
  const habit = habitOf(asked.model);
  const waitMs = habit === 'slow' ? SLOW_MS : afterMs;
  // Unheard, a question that nobody waits for any more would hold the process.
  const timer = setTimeout(() => {
    behave(response, asked, habit, answer);
  }, waitMs);
  response.on('close', () => {
    clearTimeout(timer);
  });
}

function habitOf(model: unknown): Habit {
  const named = typeof model === 'string' ? model.split(':')[1] : undefined;
  return HABITS.find((habit) => habit === named) ?? 'well';
}

function behave(response: ServerResponse, asked: Asked, habit: Habit, answer: Scripted): void {
  if (habit === '429' || habit === '500') {
    if (habit === '429') response.setHeader('retry-after', '1');
    end(response, Number(habit), { error: { message: 'Too much is asked of the stand-in' } });
  } else if (habit === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"choices":[{"mess', () => response.destroy());
  } else if (asked.stream === true) stream(response, contentFor(habit, questionIn(asked), answer));
  else end(response, 200, completionOf(habit, questionIn(asked), answer));
}

function contentFor(habit: Habit, question: StandInQuestion, answer: Scripted): string {
  if (habit === 'wrong-json') return 'Sure! Here is your answer: {"text": "Hi"';
  if (habit === 'empty') return '';
  if (habit === 'too-long') return JSON.stringify({ text: 'word '.repeat(2_000), handoff: false });
  return habit === 'obey' ? obeying(question) : answer(question);
}

function completionOf(habit: Habit, question: StandInQuestion, answer: Scripted): unknown {
  const content = contentFor(habit, question, answer);
  const calls = callsOf(habit, question).map(({ name, arguments: given }, place) => ({
    ...{ id: `c${String(place + 1)}-${String(question.results.length)}`, type: 'function' },
    function: { name, arguments: JSON.stringify(given) },
  }));
  const message = {
    role: 'assistant',
    content: calls.length > 0 || habit === 'refuse' ? null : content,
    refusal: habit === 'refuse' ? 'I cannot help with that.' : null,
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  const finish = calls.length > 0 ? 'tool_calls' : habit === 'length' ? 'length' : 'stop';
  const tokens = (text: string): number => Math.ceil(text.length / 4);
  const prompt = tokens(question.system) + tokens(question.last);
  return {
    ...{ id: 'stand-in-1', object: 'chat.completion', created: 0, model: STAND_IN },
    choices: [{ index: 0, message, finish_reason: finish }],
    usage: {
      ...{ prompt_tokens: prompt, completion_tokens: tokens(content) },
      total_tokens: prompt + tokens(content),
    },
  };
}

/** What it asks before it answers. */
function callsOf(habit: Habit, { tools, results, last }: StandInQuestion): readonly StandInCall[] {
  if (habit === 'tool-loop') return [{ name: tools[0]?.name ?? 'refund', arguments: {} }];
  if (results.length > 0) return [];
  if (habit === 'obey') return obedientCalls(tools, last);
  return habit === 'well' ? sensibleCalls(tools, last) : [];
}

/** @see https://platform.openai.com/docs/api-reference/chat-streaming */
function stream(response: ServerResponse, content: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = (delta: object, finish: string | null): string => {
    const choices = [{ index: 0, delta, finish_reason: finish }];
    return `data: ${JSON.stringify({ id: 'stand-in-1', object: 'chat.completion.chunk', created: 0, model: STAND_IN, choices })}\n\n`;
  };
  for (const part of content.match(/[^]{1,20}/g) ?? []) {
    response.write(chunk({ content: part }, null));
  }
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
}

function questionIn(asked: Asked): StandInQuestion {
  const { messages = [], response_format: format, tools = [] } = asked;
  const text = (role: string): string =>
    messages
      .filter((message) => message.role === role)
      .map(({ content }) => (typeof content === 'string' ? content : ''))
      .join('\n');
  const fields = format?.json_schema?.schema?.required ?? ['text', 'handoff'];
  const user = text('user');
  const offered = tools.map(({ function: of }) => ({
    name: of?.name ?? '',
    fields: of?.parameters?.properties ?? {},
  }));
  return {
    ...{ system: text('system'), last: lastSaid(user), chat: user, fields },
    tools: asked.tool_choice === 'none' ? [] : offered,
    results: messages.flatMap(({ role, content }) =>
      role === 'tool' && typeof content === 'string' ? [content] : [],
    ),
  };
}

function lastSaid(user: string): string {
  try {
    const { chat = [] } = JSON.parse(user) as {
      readonly chat?: readonly { readonly from?: string; readonly text?: string }[];
    };
    return chat.findLast(({ from }) => from === 'customer')?.text ?? '';
  } catch {
    return user;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Asked | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
