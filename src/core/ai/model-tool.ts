import type { SlotShape, SlotValue } from '#core/flow/model/slot.ts';
import { optionIds } from '#core/flow/model/slot.ts';
import { valueFitter } from '#core/routing/fit-value.ts';

/** A connector that a model may ask, as the step's call brings it. */
export interface ModelTool {
  readonly connector: string;
  /** What the model is told of it. */
  readonly about: string;
  /** What code has bound to this customer: no model can change it. */
  readonly with: Readonly<Record<string, unknown>>;
  /** What is left to the model. */
  readonly asks: Readonly<Record<string, SlotShape>>;
}

/** A tool as a provider is told of it. */
export interface ToolSchema {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A model's wish, as it wrote it. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text, or whatever stands there. */
  readonly arguments: string;
}

/** What a wish comes to: a question to a connector, or why it is none. */
export type ReadToolCall =
  | { readonly connector: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly wrong: string };

/** Longer names providers do not take; connectors' names have no hyphen. */
const LONGEST_NAME = 64;

/** By this name a model knows a tool: it may have no dot. */
export function toolName({ connector }: ModelTool, place: number): string {
  const name = connector.replace('.', '-');
  return name.length <= LONGEST_NAME ? name : `tool-${String(place + 1)}`;
}

/** @see https://platform.openai.com/docs/guides/function-calling#strict-mode */
export function toolSchema(tool: ModelTool, place: number): ToolSchema {
  const fields = Object.entries(tool.asks);
  return {
    name: toolName(tool, place),
    description: tool.about,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(fields.map(([name, shape]) => [name, propertyOf(shape)])),
      required: fields.map(([name]) => name),
      additionalProperties: false,
    },
  };
}

const JSON_TYPES: Readonly<Record<string, string>> = {
  ...{ number: 'number', integer: 'integer', boolean: 'boolean' },
};
const WRITTEN_AS: Readonly<Record<string, string>> = {
  ...{ date: 'as 2026-01-31', time: 'as 14:30', phone: 'with its country, as +34600000000' },
};

function propertyOf(shape: SlotShape): Readonly<Record<string, unknown>> {
  if (shape.type === 'choice') return { type: 'string', enum: optionIds(shape) };
  const description = WRITTEN_AS[shape.type];
  const type = JSON_TYPES[shape.type] ?? 'string';
  return description === undefined ? { type } : { type, description };
}

/**
 * Reads what a model wishes to ask: only what is left to it, each value as its slot would take it,
 * and beside it what code has bound. Anything else is no question, and nothing is sent.
 */
export function readToolCall({ arguments: given }: ToolCall, tool: ModelTool): ReadToolCall {
  const told = objectIn(given);
  if (told === undefined) return { wrong: 'the arguments are no JSON object' };
  const stray = Object.keys(told).find((name) => !Object.hasOwn(tool.asks, name));
  if (stray !== undefined) return { wrong: `there is no argument "${stray.slice(0, 60)}"` };

  const input: Record<string, SlotValue> = {};
  for (const [name, shape] of Object.entries(tool.asks)) {
    const value = valueFitter(shape)(Object.hasOwn(told, name) ? told[name] : null);
    if (value === null || value === undefined || value === '') {
      return { wrong: `"${name}" is missing, or not of its form` };
    }
    input[name] = value;
  }
  // Bound values come last: nothing that a model writes stands in their place.
  return { connector: tool.connector, input: { ...input, ...tool.with } };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a step offers to a model beside flows. */
export interface OfferedTools {
  readonly connectors: readonly ModelTool[];
  /** Most questions of one turn. */
  readonly most: number;
}

const NO_TOOLS: OfferedTools = { connectors: [], most: 0 };

/** The tools that a call brings: the machine wrote them, so their form is known. */
export function toolsIn(given: unknown): OfferedTools {
  return typeof given === 'object' && given !== null ? (given as OfferedTools) : NO_TOOLS;
}
