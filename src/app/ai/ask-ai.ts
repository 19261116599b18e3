import { overBudget, type Spent } from '#core/ai/ai-budget.ts';
import { type Asked, askedOf } from '#core/ai/asked.ts';
import { type Heard, heardOf, hiddenIn } from '#core/ai/heard.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';

import type { TurnUse } from '../ports/ai-tally.ts';
import type { ClaimedCall } from '../ports/call-outbox.ts';
import { CallTargets, type TargetRules } from '../ports/call-targets.ts';
import type { KnowledgeBase } from '../ports/knowledge-base.ts';
import { AiTurn, type TurnBounds, type TurnWorld } from './ai-turn.ts';
import { driveTurn } from './drive-turn.ts';
import { passagesFor } from './passages-for.ts';
import { RecallBefore } from './recall-before.ts';

/** What steps that ask the AI are asked of. */
const AI = 'ai';
/** Longer nobody waits on WhatsApp; the step's own timeout counts below it. */
const LONGEST_MS = 20_000;
/** A thousand customers may wait at a time: each costs a connection and some kilobytes. */
const AT_A_TIME = 1_000;
const SAYS_NO = { saysNo: true } as const;

export interface AiWorld extends TurnWorld {
  readonly knowledge: KnowledgeBase;
}

/** What is looked up before a model is asked. */
interface LookedUp {
  readonly spent: Spent;
  readonly heard: Heard;
  readonly passages: readonly FoundPassage[];
}

/**
 * Asks a model what a step wants to know.
 *
 * The prompt is made and the answer judged by pure rules; the model has no tool but the fields of
 * its answer and the connectors that the step names. What it was asked is logged by its hash.
 */
export class AskAi extends CallTargets {
  private readonly known: ReadonlyMap<string, TargetRules>;
  private readonly recallBefore: RecallBefore;

  constructor(
    private readonly world: AiWorld,
    private readonly bounds: TurnBounds,
  ) {
    super();
    this.recallBefore = new RecallBefore(world, bounds);
    const limits = { attempts: 2, concurrency: AT_A_TIME, timeoutMs: LONGEST_MS };
    this.known = new Map([[AI, { name: AI, ...limits, perSecond: undefined, policy: undefined }]]);
  }

  override rules(): ReadonlyMap<string, TargetRules> {
    return this.known;
  }

  override async ask(call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome> {
    const { incidents, tally, clock } = this.world;
    const known = await this.lookUp(call).catch((failure: unknown) => {
      incidents.failed('look up what was said', failure);
    });
    if (known === undefined) return { kind: 'unreached', reason: 'the store does not answer' };
    const { spent, heard, passages } = known;
    const { budgets } = this.bounds;
    tally.showDay(spent.byAll, budgets.day);
    const over = overBudget(spent, budgets);
    if (over !== undefined) {
      tally.countUsedUp(over);
      return { kind: 'refused', reason: over.reason };
    }
    const startedAtMs = clock.monotonicMs();
    const { summary, use } = await this.recallBefore.execute(call, heard, signal);
    const leftMs = call.leftMs - (clock.monotonicMs() - startedAtMs);
    const asked = askedOf(call.input, heard.said, passages, summary);
    return this.turn({ ...call, leftMs }, asked, use, signal);
  }

  private async lookUp(call: ClaimedCall): Promise<LookedUp> {
    const { ledger, knowledge } = this.world;
    const { conversationId } = call;
    const [spent, all] = await Promise.all([
      ledger.spent(conversationId),
      ledger.said(conversationId),
    ]);
    const heard = heardOf(all, hiddenIn(call.input));
    return { spent, heard, passages: await passagesFor(call, heard.said, knowledge) };
  }

  private async turn(
    call: ClaimedCall,
    asked: Asked,
    already: TurnUse | undefined,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const bounds = { ...this.bounds, already };
    const turn = new AiTurn(this.world, bounds, call, asked.schema, signal);
    const driven = await driveTurn(asked, turn);
    if ('kind' in driven) {
      await this.log(call, asked, turn, { outcome: driven.reason, sources: [] });
      return driven;
    }

    const { read, last } = driven;
    const sources = 'value' in read ? read.sources : [];
    const outcome = 'value' in read ? 'answered' : read.refused;
    await this.log(call, asked, turn, { outcome, sources });
    if ('refused' in read) {
      return { kind: 'refused', reason: read.refused, ...(hasRefused(last) && SAYS_NO) };
    }
    const more = {
      ...(sources.length > 0 && { sources }),
      ...(turn.asked.length > 0 && { asked: turn.asked }),
    };
    return { kind: 'answered', value: read.value, ...more };
  }

  /** A log that cannot be written costs the customer no answer. */
  private async log(
    { conversationId, seq, step }: ClaimedCall,
    { messages }: Asked,
    { tokensIn, tokensOut, costMillionths, latencyMs, asked }: AiTurn,
    came: { readonly outcome: string; readonly sources: readonly string[] },
  ): Promise<void> {
    const { ledger, model, hash, incidents, tally } = this.world;
    const use = { tokensIn, tokensOut, costMillionths };
    tally.countTurn(model.model, use);
    try {
      await ledger.write({
        ...{ conversationId, seq, step, model: model.model, latencyMs, ...use, ...came },
        promptHash: hash(JSON.stringify(messages)),
        toolCalls: asked.length,
      });
    } catch (failure) {
      incidents.failed('log a question to the AI', failure);
    }
  }
}

/** It, or its provider's filter, would not answer: a refusal, and no fault. */
function hasRefused({ refusal, finish }: ModelAnswer): boolean {
  return refusal !== undefined || finish === 'content_filter';
}
