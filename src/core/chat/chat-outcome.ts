import type { Problem } from '#core/flow/problem.ts';

/** A line of a chat as it went. */
export interface TranscriptLine {
  readonly who: 'customer' | 'bot' | 'agent' | 'profile' | 'time' | 'call' | 'handoff';
  readonly text: string;
}

/** Why a chat does not go as it is written, and all that was said up to there. */
export interface ChatFailure {
  readonly problem: Problem;
  readonly transcript: readonly TranscriptLine[];
}

/** How one chat went in one language. */
export interface ChatOutcome {
  readonly file: string;
  /** Its place, `3:5`, for people who look it up. */
  readonly line: number;
  readonly title: string;
  /** `undefined` where the chat names no language. */
  readonly locale: string | undefined;
  readonly failure: ChatFailure | undefined;
}
