import type { ToolCall } from '#core/ai/model-tool.ts';

import type { QuestionParts } from './question-parts.ts';

/** An answer of a model as it was recorded, before anything judged it. */
export interface RecordedAnswer {
  readonly step: string;
  readonly model: string;
  readonly content?: string | undefined;
  readonly finish: string;
  readonly refusal?: string | undefined;
  /** What it wished to ask before. */
  readonly toolCalls?: readonly ToolCall[] | undefined;
  /** What it was asked, part by part; cassettes that are older do not say. */
  readonly asked?: QuestionParts | undefined;
  /**
   * What it could rest on, as it was found then: a digest of each passage by its id, the best first.
   * `undefined` where the step knows no files.
   */
  readonly passages?: Readonly<Record<string, string>> | undefined;
}
