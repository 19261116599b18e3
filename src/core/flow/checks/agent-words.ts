import type { BotFile } from '../model/bot.ts';
import type { Copy } from '../model/words.ts';
import type { Finding, Path } from '../read/source.ts';
import { unknownLocale } from './texts-are-sound.ts';

/** A text and where it stands. */
interface PlacedText {
  readonly text: string;
  readonly path: Path;
}

/** Each language's words; one text for everybody is one. */
export function textsOf(copy: Copy, path: Path): readonly PlacedText[] {
  if (typeof copy === 'string') return [{ text: copy, path }];
  return Object.entries(copy).map(([locale, text]) => ({ text, path: [...path, locale] }));
}

/** What is there in a language that the bot does not speak. */
export function localesIn(copy: Copy, path: Path, { locales }: BotFile): readonly Finding[] {
  if (typeof copy === 'string') return [];
  return Object.keys(copy)
    .filter((locale) => !locales.includes(locale))
    .map((locale) => unknownLocale(locale, [...path, locale], locales));
}

/** Nothing where agents may know what the bot's slot holds. */
export function slotFindings(name: string, path: Path, bot: BotFile): readonly Finding[] {
  const slots = bot.slots ?? {};
  const slot = slots[name];
  if (slot === undefined) {
    const message = `The bot has no slot "${name}"`;
    const cure = 'Declare it under `slots` in bot.yaml.';
    const oneOf = { given: name, among: Object.keys(slots) };
    return [{ code: 'flow.unknown-slot', path, message, cure, oneOf }];
  }
  if (slot.sensitive !== true) return [];
  const message = `The slot "${name}" is sensitive, and agents never see it`;
  const cure = 'Take another slot, or let the agent write it.';
  return [{ code: 'flow.agents-see-sensitive', path, message, cure }];
}

/** @param most characters that WhatsApp takes */
export function lengthFindings(text: string, path: Path, most: number): readonly Finding[] {
  const length = Array.from(text).length;
  if (length <= most) return [];
  const message = `This has ${String(length)} characters, and WhatsApp takes ${String(most)}`;
  return [{ code: 'flow.agent-words-too-long', path, message, cure: 'Say it in fewer words.' }];
}
