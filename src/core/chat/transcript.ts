import type { TranscriptLine } from './chat-outcome.ts';
import type { Happening } from './happening.ts';
import { offersOf, type SaidBubble } from './said-bubble.ts';

/** What happened as lines that people read. */
export function transcriptOf(happened: readonly Happening[]): readonly TranscriptLine[] {
  return happened.map(lineOf);
}

function lineOf(happening: Happening): TranscriptLine {
  switch (happening.kind) {
    case 'bubble':
      return { who: speaker(happening.bubble), text: shownBubble(happening.bubble) };
    case 'canvas':
      return { who: 'bot', text: `(Canvas ${happening.canvas})` };
    case 'attributes':
      return { who: 'profile', text: JSON.stringify(happening.attributes) };
    case 'event': {
      const { name, properties } = happening;
      const more = Object.keys(properties).length === 0 ? '' : ` ${JSON.stringify(properties)}`;
      return { who: 'profile', text: `event ${name}${more}` };
    }
    case 'handoff': {
      const { queue, reason, priority } = happening;
      const urgent = priority === 'high' ? ', urgent' : '';
      return { who: 'handoff', text: `to ${queue}${urgent}${reason === '' ? '' : `: ${reason}`}` };
    }
    case 'owner':
      return { who: 'handoff', text: `now answering: ${happening.owner}` };
    case 'call': {
      const { connector, input, stub } = happening;
      return { who: 'call', text: `${connector} ${JSON.stringify(input)} → ${outcomeOf(stub)}` };
    }
  }
}

function speaker({ sender }: SaidBubble): 'agent' | 'bot' {
  return sender === 'agent' ? 'agent' : 'bot';
}

function outcomeOf(stub: Extract<Happening, { kind: 'call' }>['stub']): string {
  switch (stub?.kind) {
    case undefined:
      return 'no answer yet';
    case 'answer':
      return JSON.stringify(stub.value);
    case 'failed':
    case 'refused':
      return `${stub.kind}: ${stub.reason}`;
    case 'timeout':
      return stub.kind;
  }
}

/** A bubble in one text: its words, then what can be tapped on it, in brackets. */
export function shownBubble(bubble: SaidBubble): string {
  const { parts } = bubble;
  const carried = [parts.image, parts.document, parts.link].filter((part) => part !== undefined);
  const offers = offersOf(bubble).map((offer) => `[${offer}]`);
  return [...carried.map((part) => `<${part}>`), bubble.text, ...offers]
    .filter((part) => part !== '')
    .join(' ');
}
