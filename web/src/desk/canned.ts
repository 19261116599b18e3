/** A reply that is written once and said often. */
export interface Canned {
  readonly name: string;
  readonly text: string;
}

const KEPT_AS = 'parley-desk-canned';
const FIRST = [
  'hello = Hello {name}, this is {me}. Let me look into it.',
  'moment = One moment, please: I am looking it up.',
  'thanks = Thank you for waiting, {name}.',
  'else = Is there anything else I can do for you?',
].join('\n');

/** As it is edited: one a line, `name = text`. */
export function cannedText(): string {
  try {
    return localStorage.getItem(KEPT_AS) ?? FIRST;
  } catch {
    return FIRST;
  }
}

export function keepCanned(text: string): void {
  try {
    localStorage.setItem(KEPT_AS, text);
  } catch {
    // A browser that keeps nothing: they are there until the page is left.
  }
}

export function cannedIn(text: string): readonly Canned[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', said = ''] = /^\s*([^=]+?)\s*=\s*(.+)$/.exec(line) ?? [];
    return name === '' ? [] : [{ name, text: said }];
  });
}

/** Filled in; what nobody knows stays as it is, so that it is seen. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);
}
