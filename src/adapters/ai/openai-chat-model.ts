import type OpenAI from 'openai';

import { ChatModel, type ModelQuestion, type ModelTrouble } from '#app/ports/chat-model.ts';
import type { ToolCall, ToolSchema } from '#core/ai/model-tool.ts';
import type { ModelMessage } from '#core/ai/prompt.ts';

import { modelFetch } from './model-fetch.ts';

/** A timeout and a conflict of theirs: the next attempt may go well. */
const PASSING: ReadonlySet<number> = new Set([408, 409]);

/** Where the model is, and as whom it is asked. */
export interface ModelAccess {
  /** `https://api.openai.com/v1`, or whatever speaks its language. */
  readonly baseUrl: string;
  readonly model: string;
  /** Read for each question, so that a key can be replaced while Parley runs. */
  readonly apiKey: () => string;
}

/** An answer is a few sentences in JSON. */
const MOST_TOKENS = 700;

/** Chat completions as OpenAI speaks them, which most providers and local servers do, too. */
export class OpenAiChatModel extends ChatModel {
  private client: Promise<OpenAI> | undefined;

  constructor(private readonly access: ModelAccess) {
    super();
  }

  override get model(): string {
    return this.access.model;
  }

  override async complete({
    messages,
    schema,
    signal,
    tools = [],
    mayAsk = true,
  }: ModelQuestion): ReturnType<ChatModel['complete']> {
    try {
      const client = await this.open();
      const completed = await client.chat.completions.create(
        {
          model: this.access.model,
          messages: messages.map(wireMessage),
          ...(tools.length > 0 && toolsFor(tools, mayAsk)),
          max_completion_tokens: MOST_TOKENS,
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'answer', strict: true, schema: { ...schema } },
          },
        },
        { signal, headers: { authorization: `Bearer ${this.access.apiKey()}` } },
      );
      // Servers that merely resemble OpenAI's leave things out that its types promise.
      const choice = completed.choices.at(0);
      return {
        answer: {
          content: choice?.message.content ?? undefined,
          finish: choice?.finish_reason ?? 'nothing',
          refusal: choice?.message.refusal ?? undefined,
          ...callsIn(choice?.message.tool_calls),
        },
        use: {
          tokensIn: completed.usage?.prompt_tokens ?? 0,
          tokensOut: completed.usage?.completion_tokens ?? 0,
        },
      };
    } catch (failure) {
      return troubleOf(failure, signal);
    }
  }

  /** The library takes 0.2 s to load: not before somebody asks. */
  private open(): Promise<OpenAI> {
    this.client ??= import('openai').then(
      ({ OpenAI: Client }) =>
        new Client({
          baseURL: this.access.baseUrl,
          apiKey: 'read for each question',
          // Whether to ask again is decided by whoever asks.
          maxRetries: 0,
          fetch: modelFetch,
          organization: null,
          project: null,
        }),
    );
    return this.client;
  }
}

type Wire = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type WireCalls = OpenAI.Chat.Completions.ChatCompletionMessage['tool_calls'];

function wireMessage({ role, content, toolCalls = [], toolCallId = '' }: ModelMessage): Wire {
  if (role === 'tool') return { role, content, tool_call_id: toolCallId };
  if (role !== 'assistant' || toolCalls.length === 0) return { role, content };
  const calls = toolCalls.map(({ id, name, arguments: given }) => ({
    ...({ id, type: 'function' } as const),
    function: { name, arguments: given },
  }));
  return { role, content, tool_calls: calls };
}

/** @see https://platform.openai.com/docs/guides/function-calling */
function toolsFor(
  tools: readonly ToolSchema[],
  mayAsk: boolean,
): Pick<OpenAI.Chat.Completions.ChatCompletionCreateParams, 'tools' | 'tool_choice'> {
  const functions = tools.map(({ name, description, parameters }) => ({
    type: 'function' as const,
    function: { name, description, strict: true, parameters: { ...parameters } },
  }));
  return { tools: functions, tool_choice: mayAsk ? 'auto' : 'none' };
}

/** What servers that merely resemble OpenAI's leave out is blank. */
function callsIn(calls: WireCalls): { readonly toolCalls?: readonly ToolCall[] } {
  if (calls === undefined || calls.length === 0) return {};
  const toolCalls = calls.map((call) => {
    if (call.type !== 'function') return { id: call.id, name: '', arguments: '' };
    const { name, arguments: given } = call.function;
    return { id: call.id, name, arguments: given };
  });
  return { toolCalls };
}

function troubleOf(failure: unknown, signal: AbortSignal): ModelTrouble {
  if (signal.aborted) return { kind: 'ambiguous', reason: 'the model said nothing in time' };
  const { status, headers } = failure as {
    readonly status?: number;
    readonly headers?: { get?(name: string): string | null };
  };
  if (status === undefined) {
    return { kind: 'ambiguous', reason: 'the model could not be reached, or broke off' };
  }
  const reason = `HTTP ${String(status)} from the model`;
  if (status === 429) {
    const seconds = Number(headers?.get?.('retry-after') ?? Number.NaN);
    return Number.isFinite(seconds)
      ? { kind: 'unreached', reason, retryAfterMs: Math.min(seconds, 60) * 1000 }
      : { kind: 'unreached', reason };
  }
  const mayPass = status >= 500 || PASSING.has(status);
  return { kind: mayPass ? 'ambiguous' : 'refused', reason };
}
