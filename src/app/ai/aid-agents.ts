import type { Caller } from '#core/access/caller.ts';
import { type AiPrice, costOf } from '#core/ai/ai-budget.ts';
import {
  type Aid,
  type AidedChat,
  aidSchema,
  DRAFT_RULES,
  draftPrompt,
  SUMMARY_RULES,
  summaryPrompt,
} from '#core/ai/aid.ts';
import { type AidBudget, overAidBudget } from '#core/ai/aid-budget.ts';
import { heardOf } from '#core/ai/heard.ts';
import { type FoundPassage, type ModelMessage, recent } from '#core/ai/prompt.ts';
import { type AidAllowed, readAid } from '#core/ai/read-aid.ts';

import { WindowClosed } from '../conversations/conversation-errors.ts';
import type { ReadConversations } from '../conversations/read-conversations.ts';
import { CustomerBlocked, CustomerOptedOut, NotYours } from '../handoff/handoff-errors.ts';
import { inTime } from '../in-time.ts';
import type { AiLedger } from '../ports/ai-ledger.ts';
import type { AiTally } from '../ports/ai-tally.ts';
import type { AidLedger } from '../ports/aid-ledger.ts';
import type { ChatModel } from '../ports/chat-model.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShownConversation } from '../ports/conversation-views.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { KnowledgeBase } from '../ports/knowledge-base.ts';
import {
  AidBudgetUsed,
  AidCancelled,
  AidHasNoModel,
  AidNotAnswered,
  AidNotUsable,
  NothingSaidYet,
} from './aid-errors.ts';
import type { AidSheet, AidSheets } from './aid-sheet.ts';
import { passagesFor } from './passages-for.ts';

/** So long an agent looks at a field that fills by itself; afterwards they would have written it. */
const LONGEST_MS = 20_000;
const NO_TOKENS = { tokensIn: 0, tokensOut: 0 };

export interface AidWorld {
  readonly conversations: ReadConversations;
  readonly sheets: AidSheets;
  /** `undefined`: nobody has named one. */
  readonly model: ChatModel | undefined;
  readonly said: Pick<AiLedger, 'said' | 'spent'>;
  readonly ledger: AidLedger;
  readonly knowledge: KnowledgeBase;
  readonly clock: Clock;
  readonly tally: Pick<AiTally, 'countTurn'>;
  readonly incidents: Incidents;
  /** Of the model; `undefined` where nobody has said one: then it counts for nothing. */
  readonly price: AiPrice | undefined;
  /** A text's SHA-256, in hex. */
  readonly hash: (text: string) => string;
}

export interface Draft {
  /** What the agent asks for, in their words; blank for nothing. */
  readonly instruction: string;
  /** What they have begun to write. */
  readonly begun: string;
}

export interface Aided {
  readonly text: string;
  /** Passages that it rests on. */
  readonly sources: readonly FoundPassage[];
  /** Of the newest event that it can know of. */
  readonly upToSeq: number;
}

/** A question as it is asked, and what its answer is held to. */
interface AidQuestion extends AidAllowed {
  readonly aid: Aid;
  readonly messages: readonly ModelMessage[];
}

/** A chat as far as a model may see it. */
interface LookedUp extends AidedChat {
  readonly sheet: AidSheet;
}

/**
 * Has a model write for an agent: a draft, which goes to nobody but them, or a summary.
 *
 * The model has no tools, is shown what `ai` steps may be shown and no more, and what it answers is
 * held to the same rules. What it was asked is logged by its hash, and costs the agent's tokens.
 */
export class AidAgents {
  constructor(
    private readonly world: AidWorld,
    private readonly budget: AidBudget,
  ) {}

  get hasModel(): boolean {
    return this.world.model !== undefined;
  }

  /**
   * A draft of what the agent may say next. It is sent by nobody but them.
   *
   * @throws NoSuchConversation, NotYours, CustomerBlocked, CustomerOptedOut, WindowClosed, and what `summary` throws
   */
  async draft(id: string, wish: Draft, caller: Caller, signal: AbortSignal): Promise<Aided> {
    const shown = await this.world.conversations.one(id, caller.scope);
    refuseUnlessTheirs(shown, caller);
    const model = await this.modelFor(shown, caller);
    const chat = await this.lookUp(shown);

    const passages = await passagesFor(
      { conversationId: shown.id, input: { knowledge: true, locale: chat.sheet.locale } },
      chat.said,
      this.world.knowledge,
    );
    // What agents wrote is the company's own word; what customers and their slots hold is not.
    const agents = chat.said.filter(({ who }) => who === 'agent').map(({ text }) => text);
    const question: AidQuestion = {
      ...{ aid: 'draft', rules: DRAFT_RULES },
      messages: draftPrompt({ ...chat, ...wish, passages }),
      own: [wish.instruction, wish.begun, ...agents, ...passages.map(({ text }) => text)],
      sources: passages.map(({ source }) => source),
    };
    const { text, sources } = await this.ask(model, question, { shown, caller, signal });
    const used = passages.filter(({ source }) => sources.includes(source));
    return { text, sources: used, upToSeq: shown.lastSeq };
  }

  /**
   * What a chat is about, for an agent who may see it.
   *
   * @param language of the agent: `en`
   * @throws NoSuchConversation, AidHasNoModel, AidBudgetUsed, NothingSaidYet, AidNotAnswered, AidNotUsable
   */
  async summary(id: string, language: string, caller: Caller, signal: AbortSignal): Promise<Aided> {
    const shown = await this.world.conversations.one(id, caller.scope);
    const model = await this.modelFor(shown, caller);
    const chat = await this.lookUp(shown);

    const question: AidQuestion = {
      ...{ aid: 'summary', rules: SUMMARY_RULES, sources: [] },
      messages: summaryPrompt(chat, language),
      // It goes to nobody but the agent, who has the chat's own links before them, and as text.
      own: recent(chat.said).map(({ text }) => text),
    };
    const { text } = await this.ask(model, question, { shown, caller, signal });
    return { text, sources: [], upToSeq: shown.lastSeq };
  }

  private async modelFor({ id }: ShownConversation, caller: Caller): Promise<ChatModel> {
    const { model, said, ledger } = this.world;
    if (model === undefined) throw new AidHasNoModel();
    const [{ byAll }, byAgent] = await Promise.all([said.spent(id), ledger.spentBy(caller.id)]);
    const over = overAidBudget({ byAgent, byAll: byAll.tokens, money: byAll.money }, this.budget);
    if (over !== undefined) throw new AidBudgetUsed(over);
    return model;
  }

  private async lookUp({ id }: ShownConversation): Promise<LookedUp> {
    const [sheet, all] = await Promise.all([this.world.sheets.read(id), this.world.said.said(id)]);
    const { said, shown } = heardOf(all, sheet.hidden, sheet.secrets);
    if (said.length === 0) throw new NothingSaidYet(id);
    const known = Object.entries(sheet.known).map(([name, value]) => [name, shown(value)] as const);
    return { sheet, said, why: shown(sheet.why), known: Object.fromEntries(known) };
  }

  private async ask(
    model: ChatModel,
    { aid, messages, ...allowed }: AidQuestion,
    { shown, caller, signal }: AidAsker,
  ): Promise<{ readonly text: string; readonly sources: readonly string[] }> {
    const { clock } = this.world;
    const startedAtMs = clock.monotonicMs();
    const schema = aidSchema(allowed.sources);
    const completed = await inTime(LONGEST_MS, signal, (whole) =>
      model.complete({ messages, schema, signal: whole }),
    );
    const read = 'kind' in completed ? undefined : readAid(completed.answer, allowed);
    const trouble = 'kind' in completed ? completed.reason : undefined;
    const cancelled = signal.aborted ? 'the agent did not wait for it' : undefined;
    const refused = read !== undefined && 'refused' in read ? read.refused : undefined;
    const tokens = 'kind' in completed ? NO_TOKENS : completed.use;
    const use = { ...tokens, costMillionths: costOf(tokens, this.world.price) };
    this.world.tally.countTurn(model.model, use);
    await this.log({
      ...{ conversationId: shown.id, seq: shown.lastSeq, purpose: aid, askedBy: caller.id },
      ...{ model: model.model, promptHash: this.world.hash(JSON.stringify(messages)) },
      ...use,
      latencyMs: Math.round(clock.monotonicMs() - startedAtMs),
      outcome: cancelled ?? trouble ?? refused ?? 'answered',
      sources: read !== undefined && 'sources' in read ? read.sources : [],
    });
    if (cancelled !== undefined) throw new AidCancelled();
    if (trouble !== undefined) throw new AidNotAnswered(trouble);
    if (read === undefined || 'refused' in read) throw new AidNotUsable(refused ?? '');
    return read;
  }

  /** A log that cannot be written costs the agent no answer. */
  private async log(entry: Parameters<AidLedger['writeAid']>[0]): Promise<void> {
    try {
      await this.world.ledger.writeAid(entry);
    } catch (failure) {
      this.world.incidents.failed('log what an agent asked of the AI', failure);
    }
  }
}

interface AidAsker {
  readonly shown: ShownConversation;
  readonly caller: Caller;
  /** Ends where nobody waits any more. */
  readonly signal: AbortSignal;
}

/** A draft is for who may send it now. */
function refuseUnlessTheirs(shown: ShownConversation, { id }: Caller): void {
  const { owner, handoff, isWindowOpen, windowEndsAt, blocked } = shown;
  if (blocked !== undefined) throw new CustomerBlocked(shown.id);
  if (owner === 'nobody') throw new CustomerOptedOut(shown.id);
  const takenBy = owner === 'agent' ? handoff?.takenBy : undefined;
  if (takenBy !== id) throw new NotYours(shown.id, takenBy);
  if (!isWindowOpen) throw new WindowClosed(windowEndsAt);
}
