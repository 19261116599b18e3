/** Deeper than any template nests; checked before anything is built. */
const MAX_DEPTH = 32;
/** Over all objects of a body. A template has some twenty. */
const MAX_KEYS = 256;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /true|false|null/y;

/** A key of the outermost object and where its value stands. */
export interface JsonEntry {
  readonly key: string;
  /** Index of the value's first character. */
  readonly start: number;
  /** Index behind its last one; -1 where a fault broke it off. */
  end: number;
}

export type JsonFault =
  'not-json' | 'not-an-object' | 'duplicate-keys' | 'too-deep' | 'too-many-keys';

export interface JsonScan {
  /** In the order of the text; those before the fault, where there is one. */
  readonly entries: readonly JsonEntry[];
  readonly fault?: JsonFault;
}

/**
 * Reads the outline of a JSON object without building anything from it.
 *
 * Strict RFC 8259, and stricter: a key that comes twice in one object is a fault, for
 * `JSON.parse` keeps the last, which is the one that an attacker can add.
 */
export function scanJson(text: string): JsonScan {
  return new Scanner(text).scan();
}

/** The value of a JSON string whose quotes stand at `start` and before `end`. */
export function stringAt(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  return inside.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inside;
}

/** Each method leaves `at` behind what it read and answers false once `fault` is set. */
class Scanner {
  private readonly entries: JsonEntry[] = [];
  private fault: JsonFault | undefined;
  private at = 0;
  private keys = 0;

  constructor(private readonly text: string) {}

  scan(): JsonScan {
    this.skipSpace();
    if (this.text[this.at] !== '{') return { entries: [], fault: 'not-an-object' };

    const whole = this.object(1) && this.ends();
    if (whole) return { entries: this.entries };
    return { entries: this.entries, fault: this.fault ?? 'not-json' };
  }

  private ends(): boolean {
    this.skipSpace();
    return this.at === this.text.length || this.fail('not-json');
  }

  private value(depth: number): boolean {
    switch (this.text.charCodeAt(this.at)) {
      case 0x22:
        return this.string();
      case 0x7b:
        return this.object(depth);
      case 0x5b:
        return this.array(depth);
      default:
        return this.match(NUMBER) || this.match(LITERAL) || this.fail('not-json');
    }
  }

  private object(depth: number): boolean {
    if (depth > MAX_DEPTH) return this.fail('too-deep');

    const seen: string[] = [];
    this.at += 1;
    this.skipSpace();
    if (this.take('}')) return true;
    do {
      this.skipSpace();
      if (!this.member(depth, seen)) return false;
      this.skipSpace();
    } while (this.take(','));
    return this.take('}') || this.fail('not-json');
  }

  private member(depth: number, seen: string[]): boolean {
    const start = this.at;
    if (this.text[start] !== '"' || !this.string()) return this.fail('not-json');
    const key = stringAt(this.text, start, this.at);
    if (!this.isNew(key, seen)) return false;

    this.skipSpace();
    if (!this.take(':')) return this.fail('not-json');
    this.skipSpace();
    if (depth > 1) return this.value(depth + 1);

    const entry = { key, start: this.at, end: -1 };
    this.entries.push(entry);
    if (!this.value(depth + 1)) return false;
    entry.end = this.at;
    return true;
  }

  private isNew(key: string, seen: string[]): boolean {
    this.keys += 1;
    if (this.keys > MAX_KEYS) return this.fail('too-many-keys');
    if (seen.includes(key)) return this.fail('duplicate-keys');
    seen.push(key);
    return true;
  }

  private array(depth: number): boolean {
    if (depth > MAX_DEPTH) return this.fail('too-deep');

    this.at += 1;
    this.skipSpace();
    if (this.take(']')) return true;
    do {
      this.skipSpace();
      if (!this.value(depth + 1)) return false;
      this.skipSpace();
    } while (this.take(','));
    return this.take(']') || this.fail('not-json');
  }

  private string(): boolean {
    const { text } = this;
    for (let at = this.at + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        this.at = at + 1;
        return true;
      }
      if (code < 0x20) return this.fail('not-json');
      if (code === 0x5c) {
        ESCAPE.lastIndex = at;
        if (!ESCAPE.test(text)) return this.fail('not-json');
        at = ESCAPE.lastIndex - 1;
      }
    }
    return this.fail('not-json');
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  /** The first fault is the one that counts. */
  private fail(fault: JsonFault): false {
    this.fault ??= fault;
    return false;
  }
}
