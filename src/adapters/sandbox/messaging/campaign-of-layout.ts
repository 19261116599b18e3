import type { CampaignDefinition, Layout, PropertyNames } from './campaign.ts';

/** A layout of a bot: its campaign, and which property shows which part of a message. */
export interface BotLayout {
  readonly campaign: string;
  /** Property → part: `text`, `image`, `buttons`, `button_1` …, `list_button` or `rows`. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * The campaign that somebody would have made in Braze for a layout of the bot. Its kind follows
 * from the parts that it shows.
 */
export function campaignOfLayout(name: string, layout: BotLayout): CampaignDefinition {
  const showing = (wanted: RegExp): readonly string[] =>
    Object.entries(layout.properties)
      .filter(([, part]) => wanted.test(part))
      .map(([property]) => property);
  const [text] = showing(/^text$/);
  const [imageUrl] = showing(/^image$/);
  const [rows] = showing(/^rows$/);
  const [listButton] = showing(/^list_button$/);
  const buttons = showing(/^button(s|_\d)$/);

  const properties: Partial<PropertyNames> = {
    ...(text === undefined ? {} : { text, caption: [text] }),
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...(rows === undefined ? {} : { rows }),
    ...(listButton === undefined ? {} : { listButton }),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
  return { id: layout.campaign, name, layout: kindOf(properties), properties };
}

function kindOf({ rows, buttons, imageUrl }: Partial<PropertyNames>): Layout {
  if (rows !== undefined) return 'list';
  if (buttons !== undefined) return 'buttons';
  return imageUrl === undefined ? 'text' : 'image';
}
