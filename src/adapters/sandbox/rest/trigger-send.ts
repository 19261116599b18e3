import { type Json, listAt, textAt } from '../json.ts';
import type { Campaign } from '../messaging/campaign.ts';
import { renderContent } from '../messaging/render-content.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { type ReadRecipients, readRecipients, type Recipient } from './recipients.ts';
import { created, noticed, refused, type RestAnswer } from './rest-answer.ts';

/** What differs between a campaign and a Canvas. */
interface TriggerKind {
  readonly what: 'campaign' | 'Canvas';
  readonly idField: string;
  readonly invalidId: string;
  /** Where properties are; the later field wins. */
  readonly propertyFields: readonly string[];
  readonly find: (sandbox: SandboxBraze, id: string) => Campaign | undefined;
}

const CAMPAIGN: TriggerKind = {
  what: 'campaign',
  idField: 'campaign_id',
  invalidId: 'Invalid Campaign ID',
  propertyFields: ['trigger_properties'],
  find: (sandbox, id) => sandbox.campaigns.find(id),
};

const CANVAS: TriggerKind = {
  what: 'Canvas',
  idField: 'canvas_id',
  invalidId: 'Invalid Canvas ID',
  propertyFields: ['canvas_entry_properties', 'context'],
  find: (sandbox, id) => sandbox.canvases.find(id),
};

/** @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
export const MOST_RECIPIENTS = 50;
const LARGEST_PROPERTIES_BYTES = 50 * 1_024;

export const TOO_MANY_RECIPIENTS =
  'The max number of external_ids and aliases per request was exceeded';

/** `POST /campaigns/trigger/send` */
export function triggerCampaign(sandbox: SandboxBraze, body: Json, size: number): RestAnswer {
  return trigger(CAMPAIGN, sandbox, body, size);
}

/** `POST /canvas/trigger/send` */
export function triggerCanvas(sandbox: SandboxBraze, body: Json, size: number): RestAnswer {
  return trigger(CANVAS, sandbox, body, size);
}

function trigger(kind: TriggerKind, sandbox: SandboxBraze, body: Json, size: number): RestAnswer {
  const target = kind.find(sandbox, textAt(body, kind.idField) ?? '');
  if (target === undefined || !canBeTriggered(target)) return refused(400, kind.invalidId);
  if (listAt(body, 'recipients').length > MOST_RECIPIENTS) return refused(400, TOO_MANY_RECIPIENTS);

  const read = readRecipients(body, kind.propertyFields);
  const recipients = body['broadcast'] === true ? everybody(sandbox, read) : read.recipients;
  if (recipients.length === 0) return refused(400, 'No Recipients', errorsOf(read));
  // A character is at most three bytes here: in a small body no part can be too large.
  if (size * 3 > LARGEST_PROPERTIES_BYTES && recipients.some(isTooLarge)) {
    return refused(400, 'Max Input Length Exceeded');
  }
  const { state } = target;
  if (state === 'paused' || state === 'archived') return noticed(kind.what, state);

  const dispatchId = sandbox.newId();
  sandbox.ledger.counters.duplicate_recipients += read.duplicates;
  for (const recipient of recipients) sendTo(sandbox, target, dispatchId, recipient);
  return created({ dispatch_id: dispatchId, ...errorsBeside(read) });
}

/**
 * That the id of a draft, or of what has another delivery, counts as none is inferred: the
 * documentation says that only an API-triggered campaign has an id to trigger it by.
 */
function canBeTriggered({ delivery, state }: Campaign): boolean {
  return delivery === 'api' && state !== 'draft';
}

function sendTo(
  sandbox: SandboxBraze,
  target: Campaign,
  dispatchId: string,
  { name, properties, attributes, existingOnly }: Recipient,
): void {
  sandbox.outbound.send({
    name,
    content: renderContent(target, properties),
    campaignId: target.id,
    dispatchId,
    replyId: textAt(properties, 'reply_id'),
    reEligible: target.reEligible,
    habits: target,
    attributes,
    existingOnly,
    ...(target.channel === 'whats_app' ? {} : { otherChannel: target.channel }),
    toUnsubscribed: false,
  });
}

/** `broadcast: true` means every profile of the workspace, whoever else is named. */
function everybody(sandbox: SandboxBraze, read: ReadRecipients): readonly Recipient[] {
  const [first] = read.recipients;
  return sandbox.people.list().map(({ brazeId }) => ({
    name: { kind: 'braze_id', value: brazeId },
    properties: first?.properties ?? {},
    attributes: undefined,
    existingOnly: undefined,
  }));
}

function isTooLarge({ properties }: Recipient): boolean {
  return Buffer.byteLength(JSON.stringify(properties)) > LARGEST_PROPERTIES_BYTES;
}

function errorsOf({ errors }: ReadRecipients): readonly string[] | undefined {
  return errors.length > 0 ? errors : undefined;
}

function errorsBeside({ errors }: ReadRecipients): { readonly errors?: readonly string[] } {
  return errors.length > 0 ? { errors } : {};
}
