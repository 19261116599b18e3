import type { AgentTemplate } from '#core/handoff/templates/agent-template.ts';

import type { CampaignDefinition, Layout, PropertyNames } from './campaign.ts';

/** A layout of a bot: its campaign, and which property shows which part of a message. */
export interface BotLayout {
  readonly campaign: string;
  /** Property → part: `text`, `image`, `document`, `link`, `buttons`, `button_1` …, `rows` … */
  readonly properties: Readonly<Record<string, string>>;
  readonly template?: boolean | undefined;
  /** `messages`: the whole message comes with the call, and the campaign is an API campaign. */
  readonly via?: 'messages' | undefined;
  readonly variation?: string | undefined;
}

/**
 * The campaign that somebody would have made in Braze for a layout of the bot. Its kind follows
 * from the parts that it shows.
 */
export function campaignOfLayout(name: string, layout: BotLayout): CampaignDefinition {
  if (layout.via === 'messages') {
    return { id: layout.campaign, name, delivery: 'messages', variation: layout.variation };
  }
  const showing = (wanted: RegExp): readonly string[] =>
    Object.entries(layout.properties)
      .filter(([, part]) => wanted.test(part))
      .map(([property]) => property);
  const single = (part: string): string | undefined => showing(new RegExp(`^${part}$`))[0];
  const named = {
    ...{ imageUrl: single('image'), documentUrl: single('document'), filename: single('filename') },
    ...{ linkUrl: single('link'), linkButton: single('link_button') },
    ...{ rows: single('rows'), listButton: single('list_button') },
  };
  const text = single('text');
  const buttons = showing(/^button(s|_\d)$/);

  const properties: Partial<PropertyNames> = {
    ...(text === undefined ? {} : { text, caption: [text] }),
    ...Object.fromEntries(Object.entries(named).filter(([, property]) => property !== undefined)),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
  const kind = layout.template === true ? 'template' : kindOf(properties);
  return { id: layout.campaign, name, layout: kind, properties };
}

/** The campaigns that somebody would have made for what agents send by hand, one a language. */
export function campaignsOfTemplate({
  name,
  versions,
  variables,
}: AgentTemplate): readonly CampaignDefinition[] {
  const properties = new Map(variables.map((each) => [each.name, each.property]));
  return versions.map(({ locale, campaignId, body }) => ({
    ...{ id: campaignId, name: `${name} (${locale})`, layout: 'template' as const },
    body: body.replace(
      /\{\{\s*(\w+)\s*\}\}/g,
      (_, variable: string) => `{{ ${properties.get(variable) ?? variable} }}`,
    ),
  }));
}

/** The Canvas that somebody would have made for one that the bot names. */
export function canvasOf(
  name: string,
  { canvas }: { readonly canvas: string },
): CampaignDefinition {
  return { id: canvas, name, layout: 'canvas' };
}

function kindOf(shown: Partial<PropertyNames>): Layout {
  if (shown.rows !== undefined) return 'list';
  if (shown.buttons !== undefined) return 'buttons';
  if (shown.documentUrl !== undefined) return 'document';
  if (shown.linkUrl !== undefined) return 'link';
  return shown.imageUrl === undefined ? 'text' : 'image';
}
