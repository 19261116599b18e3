import type { CampaignHabits } from './habits.ts';

/** A response message's layout, an approved template, or a Canvas, of which only the name is known. */
export type Layout =
  ('text' | 'buttons' | 'list' | 'image' | 'document' | 'link') | ('template' | 'canvas');

/** Names of the trigger properties that a layout's fields are filled from. */
export interface PropertyNames {
  readonly text: string;
  /** Each holds one button's text, or a list of them; a blank one shows no button. */
  readonly buttons: readonly string[];
  readonly listButton: string;
  /** One property holding a list of `{title, description}`. */
  readonly rows: string;
  readonly imageUrl: string;
  readonly documentUrl: string;
  readonly filename: string;
  readonly linkUrl: string;
  readonly linkButton: string;
  /** The first that is not blank. */
  readonly caption: readonly string[];
}

/** What somebody made of it: launched, stopped, put away, or never launched. */
export const CAMPAIGN_STATES = ['active', 'paused', 'archived', 'draft'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** A campaign, or Canvas, as somebody set it up in the dashboard. */
export interface Campaign extends CampaignHabits {
  readonly id: string;
  readonly name: string;
  readonly layout: Layout;
  readonly properties: PropertyNames;
  /**
   * Only what is API-triggered can be triggered; the composer offers the others as well. An API
   * campaign (`messages`) has no content: `/messages/send` counts under it.
   */
  readonly delivery: 'api' | 'action' | 'schedule' | 'messages';
  /** Of a template: its words, with `{{ property }}`. */
  readonly body?: string | undefined;
  /** Of an API campaign: what `/messages/send` names beside it. */
  readonly variation?: string | undefined;
  readonly channel: 'whats_app' | 'email' | 'sms';
  /** A control group: a part of the users who gets nothing. */
  readonly hasControlGroup: boolean;
  state: CampaignState;
  /** "Allow users to become re-eligible", with 0 minutes; without it each user gets it once. */
  reEligible: boolean;
}

/** What an owner says of a campaign; the rest is as usual. */
export interface CampaignDefinition extends Partial<Omit<Campaign, 'properties' | 'id'>> {
  readonly id: string;
  readonly properties?: Partial<PropertyNames>;
}

const USUAL_PROPERTIES: PropertyNames = {
  text: 'external_system_msg_body',
  buttons: ['button_1', 'button_2', 'button_3', 'buttons'],
  listButton: 'list_button',
  rows: 'rows',
  imageUrl: 'image_url',
  documentUrl: 'document_url',
  filename: 'filename',
  linkUrl: 'link_url',
  linkButton: 'link_button',
  caption: ['caption', 'external_system_msg_body'],
};

/** Campaigns that every sandbox has, one a layout. */
export const USUAL_CAMPAIGNS: readonly CampaignDefinition[] = [
  { id: 'parley-text', name: 'Parley: text', layout: 'text' },
  { id: 'parley-buttons', name: 'Parley: quick replies', layout: 'buttons' },
  { id: 'parley-buttons-2', name: 'Parley: two quick replies', layout: 'buttons' },
  { id: 'parley-list', name: 'Parley: list', layout: 'list' },
  { id: 'parley-image', name: 'Parley: image', layout: 'image' },
  { id: 'parley-document', name: 'Parley: document', layout: 'document' },
  { id: 'parley-link', name: 'Parley: link', layout: 'link' },
  { id: 'parley-template', name: 'Parley: template', layout: 'template' },
];

/** A campaign from its definition, or from its id alone: then plain text. */
export function campaignOf(given: CampaignDefinition | string): Campaign {
  const definition = typeof given === 'string' ? { id: given } : given;
  return {
    name: definition.id,
    layout: 'text',
    delivery: 'api',
    channel: 'whats_app',
    hasControlGroup: false,
    state: 'active',
    reEligible: true,
    ignoresFrequencyCap: false,
    ignoresQuietHours: false,
    ...definition,
    properties: { ...USUAL_PROPERTIES, ...definition.properties },
  };
}
