import { BrazeMessages, type CampaignCall } from '#app/ports/braze-messages.ts';
import { MAX_RECIPIENTS } from '#core/delivery/batches.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import type { BrazeClient } from './braze-client.ts';
import { RecipientsOutOfBounds } from './braze-errors.ts';
import { type SendRecipient, sendRecipient } from './recipient.ts';

/** All that is ever sent to that endpoint: no audience, no segment, no broadcast. */
interface TriggerBody {
  readonly campaign_id: string;
  readonly recipients: readonly (SendRecipient & {
    readonly trigger_properties: Readonly<Record<string, unknown>>;
  })[];
}

/** Replies by API-triggered campaigns. */
export class UndiciBrazeMessages extends BrazeMessages {
  constructor(private readonly client: BrazeClient) {
    super();
  }

  /** @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
  override async trigger({ campaignId, recipients }: CampaignCall): Promise<WireAnswer> {
    const { length } = recipients;
    if (length < 1 || length > MAX_RECIPIENTS) throw new RecipientsOutOfBounds(length);

    const body: TriggerBody = {
      campaign_id: campaignId,
      recipients: recipients.map(({ recipient, properties, replyId }) => ({
        ...sendRecipient(recipient),
        trigger_properties: { ...properties, reply_id: replyId },
      })),
    };
    return this.client.post('/campaigns/trigger/send', body);
  }
}
