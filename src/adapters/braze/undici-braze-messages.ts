import { BrazeMessages, type TriggerCall } from '#app/ports/braze-messages.ts';
import { MAX_RECIPIENTS } from '#core/delivery/batches.ts';
import { type DirectMessage, directMessageOf } from '#core/delivery/direct-message.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import type { BrazeClient } from './braze-client.ts';
import { RecipientsOutOfBounds } from './braze-errors.ts';
import { ownAttributes } from './own-attributes.ts';
import { type SendRecipient, sendRecipient } from './recipient.ts';

type Properties = Readonly<Record<string, unknown>>;

/** All that is ever sent to these endpoints: no audience, no segment, no broadcast. */
interface CampaignBody {
  readonly campaign_id: string;
  readonly recipients: readonly (SendRecipient & {
    readonly trigger_properties: Properties;
    readonly attributes?: Properties;
  })[];
}
interface CanvasBody {
  readonly canvas_id: string;
  readonly recipients: readonly (SendRecipient & {
    readonly canvas_entry_properties: Properties;
    readonly attributes?: Properties;
  })[];
}

interface MessagesBody {
  readonly campaign_id: string;
  readonly external_user_ids?: readonly string[];
  readonly user_aliases?: readonly object[];
  readonly messages: { readonly whats_app: DirectMessage };
}

/** Replies by API-triggered campaigns and Canvases, and as whole messages. */
export class UndiciBrazeMessages extends BrazeMessages {
  constructor(private readonly client: BrazeClient) {
    super();
  }

  override async trigger(call: TriggerCall): Promise<WireAnswer> {
    const { length } = call.recipients;
    if (length < 1 || length > MAX_RECIPIENTS) throw new RecipientsOutOfBounds(length);

    switch (call.carrier) {
      case 'canvas':
        return this.client.post('/canvas/trigger/send', canvasBody(call));
      case 'messages':
        return unreachable(call) ?? this.client.post('/messages/send', messagesBody(call));
      case 'campaign':
      case 'template':
        return this.client.post('/campaigns/trigger/send', campaignBody(call));
    }
  }
}

/** @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
function campaignBody({ campaignId, recipients }: TriggerCall): CampaignBody {
  return {
    campaign_id: campaignId,
    recipients: recipients.map(({ recipient, properties, attributes, replyId }) => ({
      ...sendRecipient(recipient),
      trigger_properties: { ...properties, reply_id: replyId },
      ...(attributes !== undefined && { attributes: ownAttributes(attributes) }),
    })),
  };
}

/** @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/ */
function canvasBody({ campaignId, recipients }: TriggerCall): CanvasBody {
  return {
    canvas_id: campaignId,
    recipients: recipients.map(({ recipient, properties, attributes, replyId }) => ({
      ...sendRecipient(recipient),
      canvas_entry_properties: { ...properties, reply_id: replyId },
      ...(attributes !== undefined && { attributes: ownAttributes(attributes) }),
    })),
  };
}

/**
 * One content for all of the call: whoever is in it gets the first one's.
 *
 * @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_messages/
 */
function messagesBody({ campaignId, recipients }: TriggerCall): MessagesBody {
  const people = recipients.map(({ recipient }) => sendRecipient(recipient));
  const ids = people.flatMap((each) => ('external_user_id' in each ? each.external_user_id : []));
  const aliases = people.flatMap((each) => ('user_alias' in each ? each.user_alias : []));
  return {
    campaign_id: campaignId,
    ...(ids.length > 0 && { external_user_ids: ids }),
    ...(aliases.length > 0 && { user_aliases: aliases }),
    messages: { whats_app: directMessageOf(recipients[0]?.properties ?? {}) },
  };
}

/** `/messages/send` takes no Braze ids: those who have no other name are refused here, by place. */
function unreachable({ recipients }: TriggerCall): WireAnswer | undefined {
  const type = '/messages/send takes external ids and aliases: this customer has neither';
  const errors = recipients.flatMap(({ recipient }, index) =>
    'braze_id' in sendRecipient(recipient) ? [{ type, input_array: 'recipients', index }] : [],
  );
  const message = errors[0]?.type;
  return message === undefined
    ? undefined
    : { kind: 'answered', status: 400, body: { message, errors } };
}
