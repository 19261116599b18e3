import { BrazeMessages, type TriggerCall } from '#app/ports/braze-messages.ts';
import { MAX_RECIPIENTS } from '#core/delivery/batches.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import type { BrazeClient } from './braze-client.ts';
import { RecipientsOutOfBounds } from './braze-errors.ts';
import { type SendRecipient, sendRecipient } from './recipient.ts';

type Properties = Readonly<Record<string, unknown>>;

/** All that is ever sent to these endpoints: no audience, no segment, no broadcast. */
interface CampaignBody {
  readonly campaign_id: string;
  readonly recipients: readonly (SendRecipient & { readonly trigger_properties: Properties })[];
}
interface CanvasBody {
  readonly canvas_id: string;
  readonly recipients: readonly (SendRecipient & {
    readonly canvas_entry_properties: Properties;
  })[];
}

/** Replies by API-triggered campaigns and Canvases. */
export class UndiciBrazeMessages extends BrazeMessages {
  constructor(private readonly client: BrazeClient) {
    super();
  }

  override async trigger(call: TriggerCall): Promise<WireAnswer> {
    const { length } = call.recipients;
    if (length < 1 || length > MAX_RECIPIENTS) throw new RecipientsOutOfBounds(length);

    return call.carrier === 'canvas'
      ? this.client.post('/canvas/trigger/send', canvasBody(call))
      : this.client.post('/campaigns/trigger/send', campaignBody(call));
  }
}

/** @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
function campaignBody({ campaignId, recipients }: TriggerCall): CampaignBody {
  return {
    campaign_id: campaignId,
    recipients: recipients.map(({ recipient, properties, replyId }) => ({
      ...sendRecipient(recipient),
      trigger_properties: { ...properties, reply_id: replyId },
    })),
  };
}

/** @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/ */
function canvasBody({ campaignId, recipients }: TriggerCall): CanvasBody {
  return {
    canvas_id: campaignId,
    recipients: recipients.map(({ recipient, properties, replyId }) => ({
      ...sendRecipient(recipient),
      canvas_entry_properties: { ...properties, reply_id: replyId },
    })),
  };
}
