import {
  type Event,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';

import { FORBIDDEN_KEYS } from './foreign-parts.ts';

type Mapping = Record<string, unknown>;

/** Something that may not be as plain as it looks: the slow reader says whether, and where. */
class NotPlain extends Error {}

/**
 * The value of a text that is plain YAML beyond doubt; `undefined` for any other.
 *
 * A parser that keeps every place and mends what it can takes twenty times as long. Most files have
 * nothing wrong with them, so that one is asked only where this one hesitates, and for places.
 * A text that is read here has, with the same value, no fault there either.
 */
export function quickYaml(text: string): Mapping | undefined {
  if (RARE.test(text)) return undefined;
  try {
    const [document, root, ...rest] = parseEvents(text, {});
    if (document?.type !== EVENT_ID.DOCUMENT || root?.type !== EVENT_ID.MAPPING) return undefined;
    if (document.explicitStart || document.explicitEnd || document.directives.length > 0) {
      return undefined;
    }
    const reader = new EventReader(text, [root, ...rest]);
    const value = reader.next() as Mapping;
    return reader.isAtEnd ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Tabs, marks of byte order, ends of documents, question marks, told indents: parsers differ there. */
const RARE = /[\t\ufeff]|^\.\.\.|(?:^|[\s,[{])\?|[|>][-+]?\d/m;

/** Turns events into values, one after the other. */
class EventReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  /** Nothing is left but the end of the only document. */
  get isAtEnd(): boolean {
    return this.at === this.events.length - 1 && this.isPop();
  }

  next(): unknown {
    const event = this.take();
    if (event.type === EVENT_ID.SCALAR) return scalarOf(this.text, event);
    if (event.type === EVENT_ID.MAPPING) return this.mapping();
    if (event.type === EVENT_ID.SEQUENCE) return this.sequence();
    throw new NotPlain();
  }

  private mapping(): Mapping {
    const mapping: Mapping = {};
    while (!this.isPop()) {
      const key = keyOf(this.text, this.take());
      if (Object.hasOwn(mapping, key)) throw new NotPlain();
      mapping[key] = this.next();
    }
    this.at += 1;
    return mapping;
  }

  private sequence(): unknown[] {
    const sequence: unknown[] = [];
    while (!this.isPop()) sequence.push(this.next());
    this.at += 1;
    return sequence;
  }

  private take(): Event {
    const event = this.events[this.at];
    if (event === undefined || ('tagStart' in event && isMarked(event))) throw new NotPlain();
    this.at += 1;
    return event;
  }

  private isPop(): boolean {
    return this.events[this.at]?.type === EVENT_ID.POP;
  }
}

/** Whether an anchor or a tag stands before it. */
function isMarked({ anchorStart, tagStart }: { anchorStart: number; tagStart: number }): boolean {
  return anchorStart !== -1 || tagStart !== -1;
}

function keyOf(text: string, event: Event): string {
  const key = event.type === EVENT_ID.SCALAR ? scalarOf(text, event) : undefined;
  if (typeof key !== 'string' || key === '<<' || FORBIDDEN_KEYS.has(key)) throw new NotPlain();
  return key;
}

function scalarOf(text: string, event: ScalarEvent): unknown {
  const value = getScalarValue(text, event);
  if (event.style === SCALAR_STYLE.PLAIN) return plainValue(value);
  if (isQuoted(event) && AFTER_QUOTE.test(text.charAt(event.valueEnd + 1))) throw new NotPlain();
  return value;
}

/** What cannot follow a quote that ends a text. */
const AFTER_QUOTE = /[^\s:,\]}]/;

function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.DOUBLE_QUOTED || style === SCALAR_STYLE.SINGLE_QUOTED;
}

const WORDS = new Map<string, unknown>([
  ['', null],
  ['null', null],
  ['true', true],
  ['false', false],
]);
/** What may be something else than a text, by YAML's core schema. */
const PERHAPS_NO_TEXT = /^(?:[-+.\d][-+.\da-fxoin]*|~|null|true|false)$/i;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/;

function plainValue(word: string): unknown {
  if (WORDS.has(word)) return WORDS.get(word);
  if (!PERHAPS_NO_TEXT.test(word)) return word;
  if (PLAIN_NUMBER.test(word)) return Number(word);
  throw new NotPlain();
}
