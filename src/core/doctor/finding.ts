/**
 * How it stands with one thing: `green`, `red`, `asked` of a person since no API tells it, or
 * `unseen` since it could not be looked at just now.
 */
export type Level = 'green' | 'red' | 'asked' | 'unseen';

/** One thing that doctor has to say. It holds no secret, whatever it is about. */
export interface Finding {
  /** `doctor.what-it-is`; stays as it is once released. */
  readonly code: string;
  readonly level: Level;
  /** What it is about, as a heading: `The key`, `Campaign of layout text`. */
  readonly about: string;
  readonly says: string;
  /** What to do about it; always there unless it is green. */
  readonly cure?: string;
}

/** What a finding is, but for what it is about. */
export type Said = Omit<Finding, 'about'>;

export function green(code: string, says: string): Said {
  return { code: `doctor.${code}`, level: 'green', says };
}

export function red(code: string, says: string, cure: string): Said {
  return { code: `doctor.${code}`, level: 'red', says, cure };
}

export function asked(code: string, says: string, cure: string): Said {
  return { code: `doctor.${code}`, level: 'asked', says, cure };
}

export function unseen(code: string, says: string, cure: string): Said {
  return { code: `doctor.${code}`, level: 'unseen', says, cure };
}

/** The same, all about one thing. */
export function all(about: string, said: readonly Said[]): readonly Finding[] {
  return said.map((one) => ({ ...one, about }));
}

/** What it all comes to: red before unseen, and what is asked of a person decides nothing. */
export function verdictOf(findings: readonly Finding[]): 'green' | 'red' | 'unseen' {
  const levels = new Set(findings.map(({ level }) => level));
  if (levels.has('red')) return 'red';
  return levels.has('unseen') ? 'unseen' : 'green';
}
