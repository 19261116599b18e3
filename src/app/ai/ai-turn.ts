import {
  type AiBudgets,
  type AiPrice,
  type AiUse,
  costOf,
  mayCall,
  NOTHING_USED,
  overTurn,
} from '#core/ai/ai-budget.ts';
import type { Asked } from '#core/ai/asked.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import type { ToolResult } from '#core/ai/turn.ts';
import type { AskedTool } from '#core/calls/call-outcome.ts';

import type { AiLedger } from '../ports/ai-ledger.ts';
import type { AiTally, TurnUse } from '../ports/ai-tally.ts';
import type { ClaimedCall } from '../ports/call-outbox.ts';
import type { ChatModel, ModelTrouble } from '../ports/chat-model.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { Timers } from '../ports/timers.ts';
import type { AskConnectors } from './ask-connectors.ts';
import type { ModelWish, ToolWish, TurnHelp } from './drive-turn.ts';

export interface TurnWorld {
  readonly model: ChatModel;
  readonly ledger: AiLedger;
  readonly connectors: AskConnectors;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly incidents: Incidents;
  readonly tally: AiTally;
  /** A text's SHA-256, in hex. */
  readonly hash: (text: string) => string;
}

export interface TurnBounds {
  readonly budgets: AiBudgets;
  /** Of this model; `undefined` where nobody has said one. */
  readonly price: AiPrice | undefined;
  /** What the turn has used before its first question; `undefined` for nothing. */
  readonly already?: TurnUse | undefined;
}

const NOTHING_BEFORE: TurnUse = { tokensIn: 0, tokensOut: 0, costMillionths: 0 };
const NO_MORE = 'no more questions can be asked: answer with what is known';
const GONE_ON: ModelTrouble = { kind: 'refused', reason: 'the chat has gone on meanwhile' };
const NO_STORE: ModelTrouble = { kind: 'unreached', reason: 'the store does not answer' };

/**
 * One turn as it is carried out: asks the model and the connectors that it wishes to ask, and keeps
 * count.
 *
 * Before each further question it looks whether the chat still waits: once the customer has written
 * again, a person took over or the step's time is over, nothing more is asked (ADR 100).
 */
export class AiTurn implements TurnHelp {
  tokensIn = 0;
  tokensOut = 0;
  readonly asked: AskedTool[] = [];
  private readonly startedAtMs: number;

  constructor(
    private readonly world: TurnWorld,
    private readonly bounds: TurnBounds,
    private readonly call: ClaimedCall,
    private readonly schema: Asked['schema'],
    private readonly signal: AbortSignal,
  ) {
    this.startedAtMs = world.clock.monotonicMs();
  }

  get latencyMs(): number {
    return Math.round(this.world.clock.monotonicMs() - this.startedAtMs);
  }

  get costMillionths(): number {
    return costOf(this, this.bounds.price);
  }

  readonly askModel = async ({
    messages,
    tools,
    mayAsk,
  }: ModelWish): Promise<{ readonly answer: ModelAnswer } | ModelTrouble> => {
    const isFirst = this.tokensIn === 0 && this.bounds.already === undefined;
    const stop = isFirst ? undefined : await this.stop();
    if (stop !== undefined) return stop;
    const { schema, signal } = this;
    const may = mayAsk && mayCall(this.used(), this.bounds.budgets);
    const question = { messages, schema, signal, tools, mayAsk: may };
    const completed = await this.world.model.complete(question);
    if ('kind' in completed) return completed;
    this.tokensIn += completed.use.tokensIn;
    this.tokensOut += completed.use.tokensOut;
    return completed;
  };

  readonly askConnector = async (wish: ToolWish): Promise<ToolResult | ModelTrouble> => {
    if (!mayCall(this.used(), this.bounds.budgets)) return { kind: 'no-answer', reason: NO_MORE };
    const stop = await this.stop();
    if (stop !== undefined) return stop;

    const { world, call, signal } = this;
    const { connector, input } = wish;
    const { conversationId, seq, idx } = call;
    // The same in every attempt, for a question in the same words.
    const words = world.hash(JSON.stringify([connector, input])).slice(0, 16);
    const effect = `${conversationId}-${String(seq)}-${String(idx)}-${words}`;
    const startedAtMs = world.clock.monotonicMs();
    const untilMs = this.startedAtMs + call.leftMs;
    const result = await world.connectors.ask(call, wish, { effect, signal, untilMs });
    const latencyMs = Math.round(world.clock.monotonicMs() - startedAtMs);
    const outcome = result.kind === 'answered' ? 'answered' : result.reason;
    this.asked.push({ connector, effect, answered: result.kind === 'answered' });
    await this.log(wish, { effect, latencyMs, outcome });
    return result;
  };

  private used(): AiUse {
    const { tokensIn, tokensOut, asked, bounds } = this;
    const { already = NOTHING_BEFORE } = bounds;
    const spent = {
      tokens: tokensIn + tokensOut + already.tokensIn + already.tokensOut,
      money: this.costMillionths + already.costMillionths,
    };
    return { ...NOTHING_USED, ...spent, calls: asked.length, seconds: this.latencyMs / 1_000 };
  }

  /** Why the turn goes no further; `undefined` where it may. */
  private async stop(): Promise<ModelTrouble | undefined> {
    const { world, bounds, call } = this;
    const over = overTurn(this.used(), bounds.budgets);
    if (over !== undefined) {
      world.tally.countUsedUp(over);
      return { kind: 'refused', reason: over.reason };
    }
    try {
      return (await world.ledger.isAwaited(call)) ? undefined : GONE_ON;
    } catch (failure) {
      world.incidents.failed('look whether a chat still waits for the AI', failure);
      return NO_STORE;
    }
  }

  /** A log that cannot be written costs the customer no answer. */
  private async log(
    { connector, nth }: ToolWish,
    told: { readonly effect: string; readonly latencyMs: number; readonly outcome: string },
  ): Promise<void> {
    const { conversationId, seq, idx, attempt, step } = this.call;
    try {
      const which = { conversationId, seq, idx, attempt, nth, step, connector };
      await this.world.ledger.writeTool({ ...which, ...told });
    } catch (failure) {
      this.world.incidents.failed('log a question of the AI to a connector', failure);
    }
  }
}
