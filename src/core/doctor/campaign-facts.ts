/** A campaign or a Canvas as Braze's API tells of it; `undefined` where it does not. */
export interface CampaignFacts {
  readonly name: string;
  readonly isEnabled: boolean | undefined;
  readonly isDraft: boolean | undefined;
  readonly isArchived: boolean | undefined;
  /** Whether somebody has changed it and not launched the change. */
  readonly hasUnlaunchedChanges: boolean | undefined;
  /** Braze's own word, of which there is no list. */
  readonly scheduleType: string;
  readonly channels: readonly string[];
  readonly messages: readonly MessageFacts[];
}

/** One variation of its message. */
export interface MessageFacts {
  readonly channel: string;
  /** The part of the customers who gets nothing. */
  readonly isControl: boolean;
  /** Every text in it, wherever it stands, to look for Liquid in. */
  readonly texts: readonly string[];
  /** The approved template that it sends, where it is no response message. */
  readonly templateName: string | undefined;
  /** API id of the subscription group, which stands for the number. */
  readonly subscriptionGroup: string | undefined;
  readonly webhook: WebhookFacts | undefined;
}

export interface WebhookFacts {
  readonly url: string;
  readonly method: string;
  readonly body: string;
  /** As typed; among their values may be our secret. */
  readonly headers: ReadonlyMap<string, string>;
}

/** How a campaign is set off, read out of Braze's word for it. */
export type Delivery = 'api' | 'action' | 'schedule' | 'unknown';

export function deliveryOf({ scheduleType }: CampaignFacts): Delivery {
  if (/api/i.test(scheduleType)) return 'api';
  if (/action/i.test(scheduleType)) return 'action';
  return /time|schedul|recur/i.test(scheduleType) ? 'schedule' : 'unknown';
}

/** Whether it sends, as far as can be told. */
export function isLive({ isEnabled, isDraft, isArchived }: CampaignFacts): boolean {
  return isEnabled !== false && isDraft !== true && isArchived !== true;
}
