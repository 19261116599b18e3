import type { SaidReply } from '../api/desk-types.ts';

/** What a reply shows, read off the properties that its campaign was given. */
export interface Said {
  readonly text: string;
  readonly image: string | undefined;
  readonly buttons: readonly string[];
}

const NOT_TEXT = /^(button|image|link|document|filename|list_button|rows|cta)/;

/** Campaigns name their properties as their makers like; text is what is nothing else. */
export function saidOf({ properties }: Pick<SaidReply, 'properties'>): Said {
  const flat = Object.entries(properties);
  const strings = flat.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const text =
    strings.find(([key]) => key === 'external_system_msg_body')?.[1] ??
    strings.find(([key]) => key === 'text' || key === 'body')?.[1] ??
    strings.find(([key, value]) => !NOT_TEXT.test(key) && !value.startsWith('http'))?.[1] ??
    '';
  const image = strings.find(([key]) => key.includes('image'))?.[1];
  const numbered = strings.filter(([key]) => /^button_\d$/.test(key)).map(([, value]) => value);
  const lists = flat.flatMap(([key, value]) =>
    /^(buttons|rows)$/.test(key) && Array.isArray(value) ? (value as unknown[]) : [],
  );
  return { text, image, buttons: [...numbered, ...lists.map(labelOf)] };
}

function labelOf(part: unknown): string {
  if (typeof part === 'string') return part;
  if (typeof part !== 'object' || part === null) return '';
  const { title, text } = part as { title?: unknown; text?: unknown };
  return typeof title === 'string' ? title : typeof text === 'string' ? text : '';
}
