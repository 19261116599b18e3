import { costOf } from '#core/ai/ai-budget.ts';
import { aidSchema } from '#core/ai/aid.ts';
import type { Heard } from '#core/ai/heard.ts';
import { readAid } from '#core/ai/read-aid.ts';
import {
  beyondWindow,
  type KeptBefore,
  RECAP_RULES,
  recapPrompt,
  type RecapWish,
  recapWish,
} from '#core/ai/recap.ts';

import { inTime } from '../in-time.ts';
import type { TurnUse } from '../ports/ai-tally.ts';
import type { ClaimedCall } from '../ports/call-outbox.ts';
import type { TurnBounds, TurnWorld } from './ai-turn.ts';

/** So much of the time that a step has left goes into a summary at most: the answer is worth more. */
const SHARE = 0.3;
const LONGEST_MS = 6_000;
/** In less no model sums anything up. */
const SHORTEST_MS = 500;

/** What was said before the window, and what it took to know it. */
interface Recalled {
  readonly summary: string | undefined;
  /** `undefined` where no model was asked. */
  readonly use: TurnUse | undefined;
}

const NOTHING: Recalled = { summary: undefined, use: undefined };

/**
 * Knows in short what was said before that which a model is shown of a chat.
 *
 * The summary is kept with the conversation and made anew by the model where it lacks too much. The
 * turn never fails for want of one: then what is kept is used, or the window alone. No words of it
 * are logged.
 */
export class RecallBefore {
  constructor(
    private readonly world: TurnWorld,
    private readonly bounds: TurnBounds,
  ) {}

  /** Throws nothing. */
  async execute(call: ClaimedCall, heard: Heard, signal: AbortSignal): Promise<Recalled> {
    const beyond = beyondWindow(heard.said);
    const [oldest] = beyond;
    if (oldest === undefined) return NOTHING;
    try {
      const kept = await this.world.ledger.before(call.conversationId, oldest.seq);
      // A later release may have made a question sensitive whose answer stands in it.
      const before = heard.shown(kept.summary?.text ?? '');
      const wish = recapWish(beyond, shownIn(kept, before));
      if (wish === undefined) return { summary: blankAsNone(before), use: undefined };
      return await this.sumUp(call, wish, signal);
    } catch (failure) {
      this.world.incidents.failed('look up what was said before', failure);
      return NOTHING;
    }
  }

  private async sumUp(call: ClaimedCall, wish: RecapWish, signal: AbortSignal): Promise<Recalled> {
    const { model, clock } = this.world;
    const mostMs = Math.min(LONGEST_MS, call.leftMs * SHARE);
    const old = { summary: blankAsNone(wish.before), use: undefined };
    if (mostMs < SHORTEST_MS) return old;

    const startedAtMs = clock.monotonicMs();
    const { messages, texts } = recapPrompt(wish);
    const { timers } = this.world;
    const completed = await inTime(
      mostMs,
      signal,
      (until) => model.complete({ messages, schema: aidSchema([]), signal: until }),
      (delayMs, work) => timers.after(delayMs, work),
    );
    const latencyMs = Math.round(clock.monotonicMs() - startedAtMs);
    const asked = { call, prompt: JSON.stringify(messages), latencyMs };
    if ('kind' in completed) {
      const outcome = `no summary: ${completed.reason}`;
      return { ...old, use: await this.log(asked, { tokensIn: 0, tokensOut: 0 }, outcome) };
    }

    const allowed = { rules: RECAP_RULES, own: texts, sources: [] };
    const read = readAid(completed.answer, allowed);
    const outcome = 'refused' in read ? `no summary: ${read.refused}` : 'summarised';
    const use = await this.log(asked, completed.use, outcome);
    // What cannot be summed up is passed over: asked again, it would cost each turn the same.
    const text = 'refused' in read ? wish.before : read.text;
    await this.keep(call, { text, upToSeq: wish.upToSeq });
    return { summary: blankAsNone(text), use };
  }

  /** One that cannot be kept is made anew in the next turn. */
  private async keep(
    { conversationId }: ClaimedCall,
    summary: { readonly text: string; readonly upToSeq: number },
  ): Promise<void> {
    try {
      await this.world.ledger.keepSummary(conversationId, summary);
    } catch (failure) {
      this.world.incidents.failed('keep what was said before', failure);
    }
  }

  private async log(
    asked: { readonly call: ClaimedCall; readonly prompt: string; readonly latencyMs: number },
    tokens: { readonly tokensIn: number; readonly tokensOut: number },
    outcome: string,
  ): Promise<TurnUse> {
    const { ledger, model, hash, incidents, tally } = this.world;
    const { conversationId, seq, step } = asked.call;
    const use = { ...tokens, costMillionths: costOf(tokens, this.bounds.price) };
    tally.countTurn(model.model, use);
    try {
      await ledger.write({
        ...{ conversationId, seq, step, model: model.model, latencyMs: asked.latencyMs, ...use },
        ...{ outcome, sources: [], toolCalls: 0, promptHash: hash(asked.prompt) },
      });
    } catch (failure) {
      incidents.failed('log a question to the AI', failure);
    }
    return use;
  }
}

function shownIn({ endedSeq, summary }: KeptBefore, text: string): KeptBefore {
  return { endedSeq, summary: summary && { ...summary, text } };
}

function blankAsNone(text: string): string | undefined {
  return text === '' ? undefined : text;
}
