import { type AiBudget, overBudget, type Spent } from '#core/ai/ai-budget.ts';
import { askedForm, formIn, schemaOf } from '#core/ai/answer-form.ts';
import { type FoundPassage, promptOf, type Question, type Said } from '#core/ai/prompt.ts';
import { type ModelAnswer, readAnswer } from '#core/ai/read-answer.ts';
import { withoutSensitive } from '#core/ai/without-sensitive.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';

import type { AiLedger } from '../ports/ai-ledger.ts';
import type { ClaimedCall } from '../ports/call-outbox.ts';
import { CallTargets, type TargetRules } from '../ports/call-targets.ts';
import type { ChatModel, ModelUse } from '../ports/chat-model.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { KnowledgeBase } from '../ports/knowledge-base.ts';
import { passagesFor } from './passages-for.ts';

/** What steps that ask the AI are asked of. */
const AI = 'ai';
/** Longer nobody waits on WhatsApp; the step's own timeout counts below it. */
const LONGEST_MS = 20_000;
/** A thousand customers may wait at a time: each costs a connection and some kilobytes. */
const AT_A_TIME = 1_000;
const SAYS_NO = { saysNo: true } as const;
const NOTHING: ModelUse = { tokensIn: 0, tokensOut: 0 };

export interface AiWorld {
  readonly model: ChatModel;
  readonly ledger: AiLedger;
  readonly knowledge: KnowledgeBase;
  readonly clock: Clock;
  readonly incidents: Incidents;
  /** A text's SHA-256, in hex. */
  readonly hash: (text: string) => string;
}

/** What is looked up before a model is asked. */
interface LookedUp {
  readonly spent: Spent;
  readonly said: readonly Said[];
  readonly passages: readonly FoundPassage[];
}

/**
 * Asks a model what a step wants to know.
 *
 * The prompt is made and the answer judged by pure rules; the model has no tool but the fields of
 * its answer, and those are the step's. What it was asked is logged by its hash.
 */
export class AskAi extends CallTargets {
  private readonly known: ReadonlyMap<string, TargetRules>;

  constructor(
    private readonly world: AiWorld,
    private readonly budget: AiBudget,
  ) {
    super();
    const limits = { attempts: 2, concurrency: AT_A_TIME, timeoutMs: LONGEST_MS };
    this.known = new Map([[AI, { name: AI, ...limits, perSecond: undefined, policy: undefined }]]);
  }

  override rules(): ReadonlyMap<string, TargetRules> {
    return this.known;
  }

  override async ask(call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome> {
    const known = await this.lookUp(call).catch((failure: unknown) => {
      this.world.incidents.failed('look up what was said', failure);
    });
    if (known === undefined) return { kind: 'unreached', reason: 'the store does not answer' };
    const { spent, said, passages } = known;
    const over = overBudget(spent, this.budget);
    if (over !== undefined) return { kind: 'refused', reason: over };

    const { instructions } = call.input;
    const flows = titlesIn(call.input['flows']);
    const question: Question = {
      instructions: typeof instructions === 'string' ? instructions : '',
      form: askedForm(
        formIn(call.input['answer']),
        passages.map(({ source }) => source),
        Object.keys(flows),
      ),
      ...{ said, passages, flows },
    };
    return this.complete(call, question, signal);
  }

  private async lookUp(call: ClaimedCall): Promise<LookedUp> {
    const { ledger, knowledge } = this.world;
    const { conversationId } = call;
    const [spent, all] = await Promise.all([
      ledger.spent(conversationId),
      ledger.said(conversationId),
    ]);
    const { hidden } = call.input;
    const said = withoutSensitive(all, Array.isArray(hidden) ? (hidden as readonly string[]) : []);
    return { spent, said, passages: await passagesFor(call, said, knowledge) };
  }

  private async complete(
    call: ClaimedCall,
    question: Question,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const { model, clock } = this.world;
    const messages = promptOf(question);
    const startedAtMs = clock.monotonicMs();
    const schema = schemaOf(question.form);
    const completed = await model.complete({ messages, schema, signal });
    const asked = { messages, latencyMs: clock.monotonicMs() - startedAtMs };
    if ('kind' in completed) {
      await this.log(call, { ...asked, use: NOTHING, outcome: completed.reason });
      return completed;
    }

    const { form, instructions, passages } = question;
    // What others wrote into them may be told of, and leads nowhere.
    const { own = instructions } = call.input as { readonly own?: string };
    const known = [own, ...passages.map(({ text }) => text)];
    const asText = call.input['answer'] === undefined;
    const read = readAnswer(completed.answer, { form, sources: known, asText });
    const outcome = 'value' in read ? 'answered' : read.refused;
    const sources = 'value' in read ? read.sources : [];
    await this.log(call, { ...asked, use: completed.use, outcome, sources });
    return 'value' in read
      ? { kind: 'answered', value: read.value, ...(sources.length > 0 && { sources }) }
      : { kind: 'refused', reason: read.refused, ...(hasRefused(completed.answer) && SAYS_NO) };
  }

  /** A log that cannot be written costs the customer no answer. */
  private async log(
    { conversationId, seq, step }: ClaimedCall,
    asked: {
      readonly messages: ReturnType<typeof promptOf>;
      readonly latencyMs: number;
      readonly use: ModelUse;
      readonly outcome: string;
      readonly sources?: readonly string[];
    },
  ): Promise<void> {
    const { ledger, model, hash, incidents } = this.world;
    const promptHash = hash(JSON.stringify(asked.messages));
    const { use, outcome, latencyMs, sources = [] } = asked;
    try {
      const entry = { conversationId, seq, step, model: model.model, promptHash };
      await ledger.write({ ...entry, ...use, latencyMs: Math.round(latencyMs), outcome, sources });
    } catch (failure) {
      incidents.failed('log a question to the AI', failure);
    }
  }
}

/** It, or its provider's filter, would not answer: a refusal, and no fault. */
function hasRefused({ refusal, finish }: ModelAnswer): boolean {
  return refusal !== undefined || finish === 'content_filter';
}

/** Flows with what people call them, whatever stands in the row. */
function titlesIn(given: unknown): Readonly<Record<string, string>> {
  if (typeof given !== 'object' || given === null) return {};
  const entries = Object.entries(given) as readonly (readonly [string, unknown])[];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
