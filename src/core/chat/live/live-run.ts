import type { Said } from '#core/ai/prompt.ts';
import type { Call } from '#core/conversation/effect.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import type { Stub } from '../happening.ts';
import { type Answering, type OneChat, type Ran, runChat } from '../run-chat.ts';

/** A question to the AI that a run has come to. */
export interface LiveQuestion {
  readonly call: Call;
  /** What was said so far, the oldest first. */
  readonly said: readonly Said[];
}

/**
 * One run of a chat whose AI is asked while it runs.
 *
 * Chats run purely and in no time, so a run goes as far as its answers lead; with the next answer it
 * is begun anew and goes further.
 */
export class LiveRun {
  private readonly answers: Stub[] = [];

  constructor(
    private readonly release: CompiledRelease,
    private readonly chat: OneChat,
    private readonly mocks: Answering['mocks'],
  ) {}

  /** How many questions have been answered. */
  get asked(): number {
    return this.answers.length;
  }

  /** The question that is open, or how the chat went. */
  next(): { readonly wants: LiveQuestion } | { readonly ended: Ran } {
    const { mocks } = this;
    let wants: LiveQuestion | undefined;
    let nth = 0;
    const ended = runChat(this.release, this.chat, {
      ...(mocks !== undefined && { mocks }),
      recorded: (call, said) => {
        const stub = this.answers[nth];
        nth += 1;
        if (stub === undefined) wants = { call, said };
        return stub;
      },
    });
    return wants === undefined ? { ended } : { wants };
  }

  /** What comes of the question that is open. */
  answer(stub: Stub): void {
    this.answers.push(stub);
  }
}
