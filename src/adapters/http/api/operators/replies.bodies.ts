import {
  type ShownReply,
  type Trouble,
  type TroubledFilter,
  TROUBLES,
} from '#app/ports/reply-desk.ts';
import { deliveryStatusOf } from '#core/feedback/delivery-status.ts';
import { replyIdOf } from '#core/feedback/reply-id.ts';

import { Choice, Count, Json, Moment, Nested, Text, Texts, Uuid } from '../frame/fields.ts';

const OUTCOMES = ['done', 'not-found', 'wrong-state', 'window-over', 'opted-out'] as const;
const USUAL = 50;

export class ReplyQuery {
  @Choice(['true', 'false'], { optional: true, about: 'What it says, too: it is personal.' })
  readonly text?: string;

  get showsText(): boolean {
    return this.text === 'true';
  }
}

export class RepliesQuery extends ReplyQuery {
  @Choice(TROUBLES, { optional: true })
  readonly trouble?: Trouble;

  @Uuid({ optional: true, about: 'Only of this conversation.' })
  readonly conversation?: string;

  @Count({ min: 1, max: 1000, optional: true, about: 'At most so many of each kind.' })
  readonly limit: number = USUAL;

  toFilter(): TroubledFilter {
    const { trouble, conversation, limit } = this;
    return {
      limit,
      ...(trouble !== undefined && { trouble }),
      ...(conversation !== undefined && { conversationId: conversation }),
    };
  }
}

export class ChangeRepliesBody {
  @Texts({ max: 500, about: 'Ids, as the list shows them.' })
  readonly replies!: readonly string[];

  @Text({ min: 1, max: 300, about: 'Why: it stands in the audit.' })
  readonly reason!: string;

  by(actor: string): { readonly actor: string; readonly reason: string } {
    return { actor, reason: this.reason };
  }
}

export class ReplyAnswer {
  @Text({ about: 'CONVERSATION:EVENT:PLACE' })
  readonly reply!: string;

  @Choice(TROUBLES, { optional: true })
  readonly trouble!: string | null;

  @Text()
  readonly state!: string;

  @Text({ about: '`<flow>.<step>`' })
  readonly step!: string;

  @Choice(['bot', 'agent', 'system'])
  readonly sender!: string;

  @Text()
  readonly policy!: string;

  @Text({ optional: true })
  readonly reason!: string | null;

  @Count({ about: 'Since it was due, or since it was settled.' })
  readonly age_seconds!: number;

  @Count()
  readonly attempts!: number;

  @Count({ about: 'Attempts whose outcome nobody can know.' })
  readonly ambiguous_attempts!: number;

  @Text()
  readonly campaign_id!: string;

  @Text({ optional: true })
  readonly dispatch_id!: string | null;

  @Choice(['sent', 'delivered', 'read', 'failed'], {
    optional: true,
    about: 'What Currents told; null: nothing yet.',
  })
  readonly delivery!: string | null;

  @Moment({ optional: true })
  readonly delivered_at!: string | null;

  @Moment({ optional: true })
  readonly read_at!: string | null;

  @Moment({ optional: true })
  readonly failed_at!: string | null;

  @Text({ optional: true, about: 'What WhatsApp or Braze said against it.' })
  readonly failure_reason!: string | null;

  @Text({ optional: true, about: 'WhatsApp’s code, or Braze’s kind of abort.' })
  readonly failure_code!: string | null;

  @Json({ optional: true, about: 'What it says; only with text=true.' })
  readonly properties?: object;
}

export class RepliesAnswer {
  @Nested(() => ReplyAnswer, { list: true })
  readonly items!: readonly ReplyAnswer[];
}

export class ChangedReplyAnswer {
  @Text()
  readonly reply!: string;

  @Choice(OUTCOMES)
  readonly outcome!: string;

  @Text({ optional: true, about: 'State that it was found in.' })
  readonly was!: string | null;
}

export class ChangedRepliesAnswer {
  @Nested(() => ChangedReplyAnswer, { list: true })
  readonly items!: readonly ChangedReplyAnswer[];
}

export function replyAnswer(shown: ShownReply, showsText: boolean): ReplyAnswer {
  return {
    reply: replyIdOf(shown.reply),
    trouble: shown.trouble ?? null,
    ...{ state: shown.state, step: shown.step, sender: shown.sender, policy: shown.policy },
    reason: shown.reason ?? null,
    age_seconds: Math.max(0, Math.round(shown.ageMs / 1000)),
    ...{ attempts: shown.attempt, ambiguous_attempts: shown.ambiguities },
    ...{ campaign_id: shown.campaignId, dispatch_id: shown.dispatchId ?? null },
    delivery: deliveryStatusOf(shown) ?? null,
    delivered_at: moment(shown.deliveredAtMs),
    read_at: moment(shown.readAtMs),
    failed_at: moment(shown.failedAtMs),
    failure_reason: shown.failureReason ?? null,
    failure_code: shown.code ?? null,
    ...(showsText && { properties: shown.properties }),
  };
}

function moment(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
