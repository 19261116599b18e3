import { formIn } from '#core/ai/answer-form.ts';
import { type BotAnswer, judgeBotAnswer, unanswered } from '#core/ai/bot-answer.ts';
import { heardOf, hiddenIn } from '#core/ai/heard.ts';
import { redactPersonal } from '#core/ai/redact-personal.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';

import type { AiLedger } from '../ports/ai-ledger.ts';
import type { ClaimedCall } from '../ports/call-outbox.ts';
import { CallTargets, type TargetRules } from '../ports/call-targets.ts';
import type { BotQuestion, BotTrouble, ChatBot } from '../ports/chat-bot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';

const AI = 'ai';
const RULES: TargetRules = {
  ...{ name: AI, attempts: 2, concurrency: 1_000, timeoutMs: 60_000 },
  ...{ perSecond: undefined, policy: undefined },
};
/** Of what was said, for bots that keep no record of their own. */
const MOST_SAID = 80;
const NO_TOKENS = { tokensIn: 0, tokensOut: 0, toolCalls: 0, costMillionths: 0 };

export interface BotWorld {
  readonly ledger: AiLedger;
  readonly clock: Clock;
  readonly incidents: Incidents;
  /** A text's SHA-256, in hex. */
  readonly hash: (text: string) => string;
}

/** Asks what `ai` steps want to know: of the bot that an operator has named for the step, else of the model. */
export class AskBots extends CallTargets {
  private bots: readonly ChatBot[] = [];

  constructor(
    private readonly world: BotWorld,
    /** `undefined`: no model is named. */
    private readonly model: CallTargets | undefined,
  ) {
    super();
  }

  /** Takes these in place of those before. */
  take(bots: readonly ChatBot[]): void {
    this.bots = bots;
  }

  override rules(): ReadonlyMap<string, TargetRules> {
    if (this.bots.length > 0) return new Map([[AI, RULES]]);
    return this.model?.rules() ?? new Map<string, TargetRules>();
  }

  override async ask(call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome> {
    const bot = this.botFor(call.step);
    if (bot !== undefined) return this.askBot(bot, call, signal);
    if (this.model !== undefined) return this.model.ask(call, signal);
    return { kind: 'refused', reason: `no operator has named a bot or a model for ${call.step}` };
  }

  all(): readonly ChatBot[] {
    return this.bots;
  }

  /** The bot that answers a step, the one that is meant most closely. */
  botFor(step: string): ChatBot | undefined {
    const fitting = this.bots
      .map((bot) => ({ bot, closeness: bot.answers(step) ?? -1 }))
      .filter(({ closeness }) => closeness >= 0)
      .sort((a, b) => b.closeness - a.closeness);
    return fitting[0]?.bot;
  }

  private async askBot(bot: ChatBot, call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome> {
    const { ledger, clock, incidents } = this.world;
    const all = await ledger.said(call.conversationId).catch((failure: unknown) => {
      incidents.failed('look up what was said', failure);
    });
    if (all === undefined) return { kind: 'unreached', reason: 'the store does not answer' };

    const startedAtMs = clock.monotonicMs();
    const { said } = heardOf(all, hiddenIn(call.input));
    const question = this.questionOf(bot, call, said, signal);
    const answer = await bot.ask(question);
    const outcome = outcomeOf(answer, question, bot);
    await this.log(bot, call, {
      asked: JSON.stringify([question.text, question.said, question.instructions]),
      latencyMs: Math.round(clock.monotonicMs() - startedAtMs),
      outcome: 'reason' in outcome ? outcome.reason : outcome.kind,
    });
    return outcome;
  }

  private questionOf(
    bot: ChatBot,
    call: ClaimedCall,
    said: BotQuestion['said'],
    signal: AbortSignal,
  ): BotQuestion {
    const { conversationId, seq, idx, step, input } = call;
    const shown = (text: string): string => (bot.redactsPersonal ? redactPersonal(text) : text);
    const { instructions } = input;
    return {
      id: `${conversationId}-${String(seq)}-${String(idx)}`,
      conversation: this.world.hash(`${bot.name} ${conversationId}`).slice(0, 32),
      ...{ step, signal, form: formIn(input['answer']) },
      instructions: typeof instructions === 'string' ? shown(instructions) : '',
      text: unanswered(said, bot.redactsPersonal),
      said: said.slice(-MOST_SAID).map(({ who, text }) => ({ who, text: shown(text) })),
    };
  }

  /** A log that cannot be written costs the customer no answer. */
  private async log(
    { name }: ChatBot,
    { conversationId, seq, step }: ClaimedCall,
    {
      asked,
      ...entry
    }: { readonly asked: string; readonly latencyMs: number; readonly outcome: string },
  ): Promise<void> {
    const { ledger, hash, incidents } = this.world;
    const which = { conversationId, seq, step, model: `bot:${name}`, promptHash: hash(asked) };
    try {
      await ledger.write({ ...which, ...NO_TOKENS, ...entry, sources: [] });
    } catch (failure) {
      incidents.failed('log a question to a bot', failure);
    }
  }
}

function outcomeOf(
  answer: BotAnswer | BotTrouble,
  { form }: BotQuestion,
  { links }: ChatBot,
): CallOutcome {
  if ('kind' in answer) return answer;
  const judged = judgeBotAnswer(answer, form, links);
  return 'value' in judged
    ? { kind: 'answered', value: judged.value }
    : { kind: 'refused', reason: judged.refused };
}
