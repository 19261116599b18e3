import type { HandoffCard } from './card.ts';

/** A card as text, for desks that show nothing else. */
export function cardText(card: HandoffCard): string {
  const { why, path, question, attempts, slots, promises } = card;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `- ${line}`)];
  return [
    why,
    ...section('Way here', path),
    ...section('Open question', question === undefined ? [] : [question.asked]),
    ...section('Written to it', attempts),
    ...section(
      'Known',
      slots.map(({ name, value }) => `${name}: ${value}`),
    ),
    ...section('The bot has announced', promises),
  ].join('\n');
}
