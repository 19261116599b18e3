import type { CampaignState } from '../messaging/campaign.ts';
import { type Deliver, deliverByFetch } from './deliver.ts';
import type { PayloadTemplate } from './webhook-payload.ts';

/** The inbound webhook campaign, as somebody set it up in the dashboard; may change at run time. */
export interface WebhookCampaign {
  readonly id: string;
  /** Where Parley's door is; without one nothing is forwarded. */
  url: string | undefined;
  secret: string;
  template: PayloadTemplate;
  /** Sends the identity again in signed headers, which no customer's text can break. */
  signs: boolean;
  /** "Allow users to become re-eligible": without it only a user's first message is forwarded. */
  reEligible: boolean;
  /** How often each webhook is repeated although it was answered: Braze never saw the answer. */
  duplicates: number;
  /** Where it is not active, customers' messages stay in Braze, and nobody is told. */
  state: CampaignState;
}

/** How the campaign's requests travel. */
export interface WebhookTransport {
  readonly deliver: Deliver;
  /** Milliseconds before each retry; Braze takes up to 30 minutes for its five. */
  readonly pausesMs: readonly number[];
  readonly timeoutMs: number;
}

/** What an owner says of the campaign; the rest is as our set-up guide has it. */
export interface WebhookOptions extends Partial<WebhookCampaign>, Partial<WebhookTransport> {}

export function webhookCampaign(options: WebhookOptions): WebhookCampaign {
  return {
    id: options.id ?? 'parley-inbound',
    url: options.url,
    secret: options.secret ?? '',
    template: options.template ?? 'hardened',
    signs: options.signs ?? true,
    reEligible: options.reEligible ?? true,
    duplicates: options.duplicates ?? 0,
    state: options.state ?? 'active',
  };
}

export function webhookTransport(options: WebhookOptions): WebhookTransport {
  return {
    deliver: options.deliver ?? deliverByFetch,
    pausesMs: options.pausesMs ?? [250, 500, 1_000, 2_000, 4_000],
    timeoutMs: options.timeoutMs ?? 90_000,
  };
}
