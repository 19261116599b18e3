/** One `{{ … }}` of a text in Braze's Liquid. */
export interface LiquidOutput {
  /** As it stands there, braces included. */
  readonly source: string;
  /** What is put out, `${}` left away: `whats_app.inbound_message_body`, `user_id`, `'now'`. */
  readonly tag: string;
  /** Names of the filters, in order. */
  readonly filters: readonly string[];
}

/** Braze writes `${name}` for a name, so that a brace within the output does not end it. */
const OUTPUT = /\{\{((?:\$\{[^{}]*\}|[^{}])*)\}\}/g;

/** What a text puts out, in order. */
export function liquidOutputs(text: string): readonly LiquidOutput[] {
  return [...text.matchAll(OUTPUT)].map(([source, inside = '']) => outputOf(source, inside));
}

/** The text with each output replaced. */
export function withOutputs(text: string, render: (output: LiquidOutput) => string): string {
  return text.replaceAll(OUTPUT, (source, inside: string) => render(outputOf(source, inside)));
}

function outputOf(source: string, inside: string): LiquidOutput {
  const [expression = '', ...filters] = inside.split('|');
  return {
    source,
    tag: expression.replaceAll(/\$\{([^{}]*)\}/g, '$1').trim(),
    filters: filters.map((filter) => filter.trim().split(/[\s:]/)[0] ?? ''),
  };
}

const PROPERTY =
  /(?:api_trigger_properties)\s*(?:\.\$\{\s*([^{}]*?)\s*\}|\[\s*['"]([^'"]*)['"]\s*\])/g;

/** A trigger property that a text reads. */
export interface ReadProperty {
  readonly name: string;
  /** Whether something stands in for it where it is blank. */
  readonly hasDefault: boolean;
}

/** The trigger properties that texts read, each once, be it in an output or in a tag. */
export function readProperties(texts: readonly string[]): readonly ReadProperty[] {
  const found = new Map<string, boolean>();
  for (const text of texts) {
    const spared = new Set(
      liquidOutputs(text)
        .filter(({ filters }) => filters.includes('default'))
        .flatMap(({ source }) => namesIn(source)),
    );
    for (const name of namesIn(text)) found.set(name, spared.has(name) || found.get(name) === true);
  }
  return [...found].map(([name, hasDefault]) => ({ name, hasDefault }));
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(PROPERTY)].map(([, dotted, bracketed]) => dotted ?? bracketed ?? '');
}
