/**
 * Longest text that a pattern can match as a whole, in characters (code points); `Infinity` where it has no bound,
 * is not tied to both ends of the text, or uses what is not looked into here.
 */
export function longestMatch(pattern: string): number {
  const reader = new PatternReader(pattern);
  try {
    return reader.whole();
  } catch (failure) {
    if (failure instanceof NotLookedInto) return Infinity;
    throw failure;
  }
}

class NotLookedInto extends Error {}

/** What a part of a pattern comes to. */
interface Part {
  readonly longest: number;
  /** It holds only at the text's start, or end. */
  readonly start: boolean;
  readonly end: boolean;
}

const NOTHING: Part = { longest: 0, start: false, end: false };
const CHARACTER: Part = { longest: 1, start: false, end: false };
class PatternReader {
  private at = 0;

  constructor(private readonly pattern: string) {}

  whole(): number {
    const { longest, start, end } = this.alternatives();
    if (this.at < this.pattern.length) throw new NotLookedInto();
    return start && end ? longest : Infinity;
  }

  /** `a|b`: the longest of them, tied to an end only where all are. */
  private alternatives(): Part {
    let whole = this.sequence();
    while (this.take('|')) {
      const other = this.sequence();
      whole = {
        longest: Math.max(whole.longest, other.longest),
        start: whole.start && other.start,
        end: whole.end && other.end,
      };
    }
    return whole;
  }

  private sequence(): Part {
    let whole = NOTHING;
    while (this.at < this.pattern.length && !'|)'.includes(this.next())) {
      const part = this.repeated(this.atom());
      whole = {
        longest: whole.longest + part.longest,
        start: whole.start || part.start,
        end: whole.end || part.end,
      };
    }
    return whole;
  }

  private repeated(part: Part): Part {
    let whole = part;
    for (;;) {
      const times = this.times();
      if (times === undefined) return whole;
      this.take('?'); // as few as possible: the longest match is the same
      const isOptional = times.least === 0;
      whole = {
        longest: whole.longest === 0 ? 0 : whole.longest * times.most,
        ...(isOptional ? { start: false, end: false } : { start: whole.start, end: whole.end }),
      };
    }
  }

  private times(): { readonly least: number; readonly most: number } | undefined {
    if (this.take('*')) return { least: 0, most: Infinity };
    if (this.take('+')) return { least: 1, most: Infinity };
    if (this.take('?')) return { least: 0, most: 1 };
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.pattern.slice(this.at));
    if (counted === null) return undefined;

    this.at += counted[0].length;
    const least = Number(counted[1]);
    if (counted[2] === undefined) return { least, most: least };
    return { least, most: counted[3] === '' ? Infinity : Number(counted[3]) };
  }

  private atom(): Part {
    if (this.take('^')) return { ...NOTHING, start: true };
    if (this.take('$')) return { ...NOTHING, end: true };
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.characterClass();
    if (this.take('\\')) return this.escaped();
    const literal = this.pattern.codePointAt(this.at) ?? 0;
    this.at += literal > 0xffff ? 2 : 1;
    return CHARACTER;
  }

  private group(): Part {
    const head = /^\?(?:P?<\w+>|:)/.exec(this.pattern.slice(this.at));
    if (head !== null) this.at += head[0].length;
    // Flags such as (?i) and (?m) change what the rest means.
    else if (this.next() === '?') throw new NotLookedInto();
    const inside = this.alternatives();
    if (!this.take(')')) throw new NotLookedInto();
    return inside;
  }

  private characterClass(): Part {
    this.take('^');
    for (let isFirst = true; isFirst || this.next() !== ']'; isFirst = false) {
      if (this.at >= this.pattern.length) throw new NotLookedInto();
      if (this.pattern.startsWith('[:', this.at)) {
        const end = this.pattern.indexOf(':]', this.at);
        if (end === -1) throw new NotLookedInto();
        this.at = end + 2;
      } else if (this.take('\\')) this.escaped();
      else this.at += 1;
    }
    this.at += 1;
    return CHARACTER;
  }

  private escaped(): Part {
    const letter = this.next();
    this.at += 1;
    if (letter === 'A') return { ...NOTHING, start: true };
    if (letter === 'z') return { ...NOTHING, end: true };
    if (letter === 'b' || letter === 'B') return NOTHING;
    if ('dwstnrfvDWS'.includes(letter)) return CHARACTER;
    if (letter === 'p' || letter === 'P') {
      const named = /^(?:\{\^?\w+\}|\w)/.exec(this.pattern.slice(this.at));
      this.at += named?.[0].length ?? 0;
      return CHARACTER;
    }
    if (/[0-9A-Za-z]/.test(letter) || letter === '') throw new NotLookedInto();
    return CHARACTER;
  }

  private next(): string {
    return this.pattern[this.at] ?? '';
  }

  private take(character: string): boolean {
    if (this.next() !== character) return false;
    this.at += 1;
    return true;
  }
}
