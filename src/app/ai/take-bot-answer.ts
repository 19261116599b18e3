import { formIn } from '#core/ai/answer-form.ts';
import { judgeBotAnswer } from '#core/ai/bot-answer.ts';
import { contractAnswer } from '#core/ai/read-bot-answer.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';

import type { AcceptEvents } from '../accept-events/accept-events.ts';
import type { AwaitedCalls } from '../ports/awaited-calls.ts';
import type { SignedBody } from '../ports/chat-bot.ts';
import type { Ids } from '../ports/ids.ts';
import type { ReplyKey } from '../ports/leased-reply.ts';
import type { AskBots } from './ask-bots.ts';

/** `late`: nobody waits for it, which is no fault of whoever tells it. */
export type TakenAnswer = 'taken' | 'late' | 'unknown-sender' | 'unreadable';

const QUESTION_ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\d{1,9})-(\d{1,9})$/;

/**
 * Takes what a bot answers after a while: only from the bot that was asked, only while its question
 * is on the wire, and so no second time.
 */
export class TakeBotAnswer {
  constructor(
    private readonly calls: AwaitedCalls,
    private readonly acceptEvents: Pick<AcceptEvents, 'execute'>,
    private readonly ids: Ids,
    private readonly bots: Pick<AskBots, 'botFor' | 'all'>,
  ) {}

  async execute(signed: SignedBody): Promise<TakenAnswer> {
    const senders = this.bots.all().filter((bot) => bot.hasSigned(signed));
    if (senders.length === 0) return 'unknown-sender';

    const told = readTold(signed.body);
    if (told === undefined) return 'unreadable';
    const call = await this.calls.find(told.key);
    if (call === undefined) return 'late';
    const bot = this.bots.botFor(call.step);
    // One bot may not speak for another.
    if (bot === undefined || !senders.includes(bot)) return 'unknown-sender';

    const judged = judgeBotAnswer(told.answer, formIn(call.input['answer']), bot.links);
    const { seq: callSeq } = told.key;
    const event: ConversationEvent =
      'value' in judged
        ? { kind: 'call-result', callSeq, value: judged.value }
        : { kind: 'call-failed', callSeq, reason: judged.refused };
    const isHeard = await this.tell(told.key, event);
    const reason = 'value' in judged ? undefined : judged.refused;
    const state = 'value' in judged ? 'answered' : 'failed';
    await this.calls.settle(told.key, isHeard ? state : 'late', reason);
    return isHeard ? 'taken' : 'late';
  }

  private async tell({ conversationId }: ReplyKey, event: ConversationEvent): Promise<boolean> {
    const arrivalId = this.ids.next();
    const [receipt] = await this.acceptEvents.execute([
      { arrivalId, to: { conversationId }, event, flags: [] },
    ]);
    return receipt?.status !== 'ignored';
  }
}

function readTold(
  body: string,
):
  | { readonly key: ReplyKey; readonly answer: NonNullable<ReturnType<typeof contractAnswer>> }
  | undefined {
  try {
    const told: unknown = JSON.parse(body);
    const answer = contractAnswer(told);
    const { id } = told as { readonly id?: unknown };
    const [, conversationId, seq, idx] = QUESTION_ID.exec(typeof id === 'string' ? id : '') ?? [];
    if (answer === undefined || conversationId === undefined) return undefined;
    return { key: { conversationId, seq: Number(seq), idx: Number(idx) }, answer };
  } catch {
    return undefined;
  }
}
