import type { Said } from '#core/ai/prompt.ts';
import type { Call } from '#core/conversation/effect.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import type { Stub } from '../happening.ts';
import { type Answering, type AskConnector, type OneChat, type Ran, runChat } from '../run-chat.ts';

/** A question to the AI that a run has come to. */
export interface LiveQuestion {
  readonly call: Call;
  /** What was said so far, the oldest first. */
  readonly said: readonly Said[];
  /** What the chat says of a connector that the model asks. */
  readonly ask: AskConnector;
}

type Asked = Parameters<AskConnector>;

/**
 * One run of a chat whose AI is asked while it runs.
 *
 * Chats run purely and in no time, so a run goes as far as its answers lead; with the next answer it
 * is begun anew and goes further.
 */
export class LiveRun {
  private readonly answers: { readonly stub: Stub; readonly asked: readonly Asked[] }[] = [];
  /** What the model has asked for the question that is open. */
  private readonly pending: Asked[] = [];

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
      recorded: (call, said, _file, ask) => {
        const given = this.answers[nth];
        nth += 1;
        if (given === undefined) wants = { call, said, ask: this.noting(ask) };
        // What was asked before is taken from what the chat says once more.
        for (const asked of given?.asked ?? []) ask(...asked);
        return given?.stub;
      },
    });
    return wants === undefined ? { ended } : { wants };
  }

  /** What comes of the question that is open. */
  answer(stub: Stub): void {
    this.answers.push({ stub, asked: this.pending.splice(0) });
  }

  private noting(ask: AskConnector): AskConnector {
    return (...asked) => {
      this.pending.push(asked);
      return ask(...asked);
    };
  }
}
