import type { Scalar } from 'yaml';

/** A part of a text: characters before it, and how many it has. */
export interface Within {
  readonly at: number;
  readonly length: number;
}

type Range = readonly [start: number, end: number];

/**
 * Where a part of a scalar's text stands in its file, whatever way the text is written: plain, in
 * quotes with escapes, folded over lines, as a block.
 *
 * `undefined` for a scalar that is no text, or was not read from the file.
 */
export function rangeInScalar(
  file: string,
  node: Scalar,
  { at, length }: Within,
): Range | undefined {
  const { value, range, type } = node;
  if (typeof value !== 'string' || !range) return undefined;

  const walk = new Walk(file, value, range[0], type);
  const start = walk.to(at);
  const end = walk.to(at + length);
  return [start, Math.max(end, start + 1)];
}

const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/y;
/** A line's end with the space around it, as folding takes it away. */
const LINE_END = /[ \t]*\r?\n[ \t\r\n]*/y;
const ESCAPED_LINE_END = /\\\r?\n[ \t]*/y;
const BLOCK_HEADER = /[|>][^\n]*\n/y;
const INDENT = /^[ \t]*\n|^( *)/gm;

/** Goes through the file and the value at once; both only ever move on. */
class Walk {
  private at = 0;
  private readonly isBlock: boolean;
  private readonly indent: number;

  constructor(
    private readonly file: string,
    private readonly value: string,
    private place: number,
    private readonly type: string | undefined,
  ) {
    this.isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
    if (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') this.place += 1;
    if (this.isBlock) this.place = this.behind(BLOCK_HEADER);
    this.indent = this.isBlock ? this.indentation() : 0;
    if (this.isBlock) this.skipIndent();
  }

  to(target: number): number {
    while (this.at < target && this.at < this.value.length) this.step();
    return this.place;
  }

  private step(): void {
    if (this.isBlock) this.stepInBlock();
    else if (!this.foldedLine()) this.character();
  }

  private stepInBlock(): void {
    const isLineEnd = this.file[this.place] === '\n' || this.file[this.place] === '\r';
    if (isLineEnd) {
      this.place = this.file.indexOf('\n', this.place) + 1;
      this.skipIndent();
      // Of two line ends folding keeps one: the value stays where it is until they agree again.
      const next = this.file[this.place];
      if (this.type === 'BLOCK_FOLDED' && (next === '\n' || next === '\r') && this.isFolding()) {
        return;
      }
    } else this.place += 1;
    this.at += 1;
  }

  private isFolding(): boolean {
    let lines = 0;
    for (let at = this.at; this.value[at] === '\n'; at += 1) lines += 1;
    let ends = 0;
    for (const character of this.file.slice(this.place)) {
      if (character === '\n') ends += 1;
      else if (character.trim() !== '') break;
    }
    return ends >= lines;
  }

  private skipIndent(): void {
    for (let spaces = 0; spaces < this.indent && this.file[this.place] === ' '; spaces += 1) {
      this.place += 1;
    }
  }

  /** What the first line with something on it is indented by, beyond what the value has of it. */
  private indentation(): number {
    const spaces = firstIndent(this.file.slice(this.place));
    return Math.max(0, spaces - firstIndent(this.value));
  }

  /** A line's end outside blocks: one becomes a space, more become one less. */
  private foldedLine(): boolean {
    if (this.type === 'QUOTE_DOUBLE' && this.matches(ESCAPED_LINE_END)) {
      this.place = this.behind(ESCAPED_LINE_END);
      return true;
    }
    if (!this.matches(LINE_END)) return false;

    const end = this.behind(LINE_END);
    const lines = this.file.slice(this.place, end).split('\n').length - 1;
    this.place = end;
    this.at += Math.max(1, lines - 1);
    return true;
  }

  private character(): void {
    const isEscape = this.type === 'QUOTE_DOUBLE' && this.file[this.place] === '\\';
    const isQuote = this.type === 'QUOTE_SINGLE' && this.file.startsWith("''", this.place);
    const isWide = isEscape && (this.value.codePointAt(this.at) ?? 0) > 0xffff;
    if (isEscape) this.place = this.behind(ESCAPE);
    else this.place += isQuote ? 2 : 1;
    this.at += isWide && this.file[this.place - 9] === 'U' ? 2 : 1;
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.place;
    return pattern.test(this.file);
  }

  private behind(pattern: RegExp): number {
    return this.matches(pattern) ? pattern.lastIndex : this.place + 1;
  }
}

function firstIndent(text: string): number {
  for (const [, spaces] of text.matchAll(INDENT)) if (spaces !== undefined) return spaces.length;
  return 0;
}
