import type { Asked } from './asked.ts';
import {
  type ModelTool,
  readToolCall,
  type ToolCall,
  toolName,
  type ToolSchema,
} from './model-tool.ts';
import type { ModelMessage } from './prompt.ts';
import type { ModelAnswer, ReadAnswer } from './read-answer.ts';
import { withoutPersonal } from './redact-personal.ts';

/** What a turn needs next: an answer of the model, or of a connector that the model may ask. */
export type TurnWish =
  | {
      readonly kind: 'model';
      readonly messages: readonly ModelMessage[];
      readonly tools: readonly ToolSchema[];
      /** Whether it may ask anything more, or has to answer with what it has. */
      readonly mayAsk: boolean;
    }
  | {
      readonly kind: 'tool';
      readonly connector: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** Number of the question in its turn, from 1. */
      readonly nth: number;
    };

/** What a connector told a model. */
export type ToolResult =
  | { readonly kind: 'answered'; readonly value: unknown }
  | { readonly kind: 'no-answer'; readonly reason: string };

type TurnTold =
  | { readonly kind: 'model'; readonly answer: ModelAnswer }
  | { readonly kind: 'tool'; readonly result: ToolResult };

export type Turn = Generator<TurnWish, ReadAnswer, TurnTold>;

/** Characters of a result that a model is shown. */
const MOST_OF_RESULT = 4_000;
const NO_MORE = 'no more questions can be asked: answer with what is known';

/**
 * One turn of a model: it answers, or asks connectors that its step names and then answers.
 *
 * Pure: whoever drives it asks the model and the connectors, and may stop between any two of them.
 * It ends: each round with questions uses up at least one of the turn's `most`, and who asks when
 * none is left has given no answer. What connectors say is data to the model, cut and without what
 * identifies people.
 */
export function* turnOf({ messages: first, tools, judge }: Asked): Turn {
  const told = new Map<string, ToolResult>();
  const { connectors, most } = tools.offered;
  let messages = first;
  let asked = 0;
  for (;;) {
    const mayAsk = asked < most;
    const wish = { kind: 'model', messages, tools: tools.schemas, mayAsk } as const;
    const answer = answerIn(yield wish);
    const calls = answer.toolCalls ?? [];
    const named = calls.map((call) => ({ call, tool: toolFor(call, connectors) }));
    const areKnown = named.every(({ tool }) => tool !== undefined);
    // What asks for a tool that nobody gave it, or too late, is judged as the answer it is: none.
    if (calls.length === 0 || !mayAsk || !areKnown) return judge(answer);

    const results: ModelMessage[] = [];
    for (const { call, tool } of named) {
      asked += 1;
      const result = yield* resultOf(call, tool, { nth: asked, most, told });
      results.push({ role: 'tool', toolCallId: call.id, content: shown(result) });
    }
    const wishes = { role: 'assistant', content: answer.content ?? '', toolCalls: calls } as const;
    messages = [...messages, wishes, ...results];
  }
}

function toolFor({ name }: ToolCall, tools: readonly ModelTool[]): ModelTool | undefined {
  return tools.find((tool, place) => toolName(tool, place) === name);
}

function* resultOf(
  call: ToolCall,
  tool: ModelTool | undefined,
  turn: { readonly nth: number; readonly most: number; readonly told: Map<string, ToolResult> },
): Generator<TurnWish, ToolResult, TurnTold> {
  if (tool === undefined || turn.nth > turn.most) return { kind: 'no-answer', reason: NO_MORE };
  const read = readToolCall(call, tool);
  if ('wrong' in read) return { kind: 'no-answer', reason: read.wrong };

  // Asked again in the same words, it is told again what it was told.
  const question = JSON.stringify([read.connector, read.input]);
  const known = turn.told.get(question);
  if (known !== undefined) return known;
  const told = yield { kind: 'tool', ...read, nth: turn.nth };
  if (told.kind !== 'tool') throw new TypeError('A connector was asked, and a model answered');
  turn.told.set(question, told.result);
  return told.result;
}

function answerIn(told: TurnTold): ModelAnswer {
  if (told.kind === 'model') return told.answer;
  throw new TypeError('A model was asked, and a connector answered');
}

function shown(result: ToolResult): string {
  if (result.kind === 'no-answer') return JSON.stringify({ error: result.reason });
  const text = JSON.stringify({ result: withoutPersonal(result.value) ?? null });
  return text.length <= MOST_OF_RESULT ? text : `${text.slice(0, MOST_OF_RESULT)}… (cut)`;
}
