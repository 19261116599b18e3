import { isObject, type Json } from '../json.ts';
import type { Campaign } from './campaign.ts';
import type { ListRow, MessageContent } from './chat-message.ts';

/**
 * What a campaign makes of the trigger properties.
 *
 * As Liquid does, a property that is missing renders blank and nothing complains here;
 * `faultOf` finds it later, as WhatsApp would.
 */
export function renderContent(campaign: Campaign, properties: Json): MessageContent {
  const names = campaign.properties;
  const text = plain(properties[names.text]);

  switch (campaign.layout) {
    case 'text':
      return { kind: 'text', text };
    case 'template':
    case 'canvas':
      return { kind: 'template', text: templateText(campaign, properties, text) };
    case 'buttons':
      return { kind: 'buttons', text, buttons: buttons(properties, names.buttons) };
    case 'list':
      return {
        kind: 'list',
        text,
        button: plain(properties[names.listButton]),
        rows: rows(properties[names.rows]),
      };
    case 'image':
      return {
        kind: 'image',
        url: plain(properties[names.imageUrl]),
        caption: caption(properties, names.caption),
      };
    case 'document':
      return {
        kind: 'document',
        url: plain(properties[names.documentUrl]),
        filename: plain(properties[names.filename]),
        caption: caption(properties, names.caption),
      };
    case 'link':
      return {
        ...{ kind: 'link', text, url: plain(properties[names.linkUrl]) },
        button: plain(properties[names.linkButton]),
      };
  }
}

function templateText(campaign: Campaign, properties: Json, text: string): string {
  if (campaign.body !== undefined) return filled(campaign.body, properties);
  return isShown(text) ? text : described(campaign, properties);
}

/** An approved template's words; nothing at all where a variable is blank, which WhatsApp refuses. */
function filled(body: string, properties: Json): string {
  const values = [...body.matchAll(VARIABLE)].map(([, name = '']) => plain(properties[name]));
  if (!values.every(isShown)) return '';
  return body.replace(/\s+/g, ' ').replace(VARIABLE, (_, name: string) => plain(properties[name]));
}

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** What nobody here has written, by its name and what it is given: `rebooked (seats: 2)`. */
function described({ name, layout }: Campaign, properties: Json): string {
  const given = Object.entries(properties).filter(([property]) => property !== 'reply_id');
  if (layout === 'template' && given.every(([, value]) => !isShown(plain(value)))) return '';

  const values = given.map(([property, value]) => `${property}: ${JSON.stringify(value)}`);
  return values.length === 0 ? name : `${name} (${values.join(', ')})`;
}

function caption(properties: Json, names: readonly string[]): string {
  return names.map((name) => plain(properties[name])).find(isShown) ?? '';
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A campaign has a fixed number of buttons; one whose text is blank is not shown. */
function buttons(properties: Json, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = properties[name];
    return Array.isArray(value) ? value.map(plain) : [plain(value)].filter(isShown);
  });
}

function isShown(text: string): boolean {
  return text.trim() !== '';
}

function rows(value: unknown): readonly ListRow[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((row) =>
    isObject(row)
      ? { title: plain(row['title']), description: plain(row['description']) }
      : { title: plain(row), description: '' },
  );
}
