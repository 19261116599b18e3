import { createHash } from 'node:crypto';

import { OpenAiChatModel } from '#adapters/ai/openai-chat-model.ts';
import { type Habit, type StandInModel } from '#adapters/ai/stand-in/stand-in-model.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { AskAi } from '#app/ai/ask-ai.ts';
import { AskConnectors } from '#app/ai/ask-connectors.ts';
import type { AiLedger } from '#app/ports/ai-ledger.ts';
import { CallTally } from '#app/ports/call-tally.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { KnowledgeBase } from '#app/ports/knowledge-base.ts';
import type { AiBudgets, AiPrice } from '#core/ai/ai-budget.ts';

import { CountedAiTally } from './counted-ai-tally.ts';

class Untold extends CallTally {
  override countCall(): void {
    // Nobody asks here.
  }

  override tookCall(): void {
    // Nor here.
  }
}

/** Room for whatever a test does; what it names counts. */
const ROOMY: AiBudgets = { turn: {}, chat: { tokens: 100_000 }, day: { tokens: 1_000_000 } };

export interface AskAiOptions {
  readonly standIn: StandInModel;
  readonly habit?: Habit;
  readonly ledger: AiLedger;
  readonly knowledge: KnowledgeBase;
  readonly incidents: Incidents;
  readonly budgets?: Partial<AiBudgets>;
  readonly price?: AiPrice;
}

/** The AI with everything real around it, but for the model. */
export function anAskAi({ standIn, habit = 'well', budgets, price, ...ports }: AskAiOptions): {
  readonly ai: AskAi;
  readonly connectors: AskConnectors;
  readonly tally: CountedAiTally;
} {
  const access = { baseUrl: standIn.url, model: `stand-in:${habit}`, apiKey: () => 'key' };
  const model = new OpenAiChatModel(access);
  const clock = new MonotonicClock();
  const tally = new CountedAiTally();
  const timers = new NodeTimers();
  const connectors = new AskConnectors({ clock, timers, tally: new Untold() });
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const world = { ...ports, model, clock, timers, tally, connectors, hash };
  const ai = new AskAi(world, { budgets: { ...ROOMY, ...budgets }, price });
  return { ai, connectors, tally };
}
