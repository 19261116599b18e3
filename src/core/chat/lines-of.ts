import type { Trail } from './explore.ts';
import type { Happening } from './happening.ts';
import { offersOf, type SaidBubble } from './said-bubble.ts';

type Line = Readonly<Record<string, unknown>>;

/** Longer texts are expected by their beginning: a chat should survive a comma. */
const LONGEST_TEXT = 90;

/** The lines of a chat: each act, and what follows from it. */
export function linesOf(trails: readonly Trail[]): readonly Line[] {
  return trails.flatMap(({ act, happened }) => [
    ...(act === undefined ? [] : [act.line]),
    ...happened.flatMap(lineOf),
  ]);
}

function lineOf(happening: Happening): readonly Line[] {
  switch (happening.kind) {
    case 'bubble':
      return happening.bubble.sender === 'agent' ? [] : [{ bot: expectationOf(happening.bubble) }];
    case 'attributes':
      return [{ attributes: happening.attributes }];
    case 'event': {
      const { name, properties } = happening;
      return [{ event: Object.keys(properties).length === 0 ? name : { name, properties } }];
    }
    case 'canvas':
      return [{ canvas: happening.canvas }];
    case 'handoff': {
      const { queue, reason } = happening;
      return [{ handoff: { queue, ...(reason !== '' && reason.length <= 200 && { reason }) } }];
    }
    case 'owner':
      return [{ owner: happening.owner }];
    case 'call':
      return [];
  }
}

function expectationOf(bubble: SaidBubble): unknown {
  const text = shortened(bubble.text.trim());
  const offers = offersOf(bubble).length > 0;
  if (text === '') return { layout: bubble.layout };
  return offers ? { text, layout: bubble.layout } : text;
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const cut = text.slice(0, LONGEST_TEXT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).trimEnd()}…`;
}
