import { type Document, isCollection, isScalar, visit, type YAMLParseError } from 'yaml';

/** What is wrong with a text that is not YAML, in a designer's words, and which characters are meant. */
export interface YamlFault {
  readonly code: string;
  readonly message: string;
  readonly cure: string;
  /** Offsets in the text, the end excluded. */
  readonly range: readonly [number, number];
}

type ParserFault = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

/**
 * The faults that the parser found; one a line, because what follows the first is mostly its echo.
 */
export function yamlFaults(text: string, document: Document): readonly YamlFault[] {
  const lines = new Set<number>();
  const found: readonly ParserFault[] = [...document.errors, ...document.warnings];
  return found
    .map((fault) => faultOf(fault, text, document))
    .filter(({ range: [start] }) => {
      const line = text.lastIndexOf('\n', start - 1);
      const isFirst = !lines.has(line);
      lines.add(line);
      return isFirst;
    });
}

function faultOf(fault: ParserFault, text: string, document: Document): YamlFault {
  const [start, end] = fault.pos;
  const line = lineAt(text, start);
  return (
    byCode(fault, text, document) ??
    byLine(line) ?? {
      code: 'flow.not-yaml',
      message: `This cannot be read: ${fault.message}`,
      cure: 'Check the indentation and the lines around it, and put texts into quotes.',
      range: [start, end],
    }
  );
}

const QUOTES_CURE = (first: string): string =>
  `Put the whole text into quotes: "${first}…". In a text of several lines, write | after the colon and the text below.`;

/** Slips that the parser names exactly. */
function byCode(
  { code, message, pos }: ParserFault,
  text: string,
  document: Document,
): YamlFault | undefined {
  const [start] = pos;
  if (code === 'MISSING_CHAR' && message.includes('quote')) return unclosedQuote(start, document);
  if (code === 'BAD_INDENT' && message.startsWith('Flow')) {
    return unclosedBracket(start, text, document);
  }
  const named = NAMED[code];
  return (
    named && { code: named[0], message: named[1], cure: named[2], range: [start, start + named[3]] }
  );
}

/** Code, message, cure, and how many characters are meant. */
const NAMED: Readonly<Partial<Record<string, readonly [string, string, string, number]>>> = {
  TAB_AS_INDENT: [
    ...(['flow.tab', 'This line is indented with a tab'] as const),
    ...(['Indent with spaces, two for each level.', 1] as const),
  ],
  MULTIPLE_DOCS: [
    ...(['flow.several-documents', 'A second document starts here'] as const),
    ...(['Remove the line ---, or move what follows to a file of its own.', 3] as const),
  ],
  BAD_DQ_ESCAPE: [
    'flow.bad-escape',
    'In double quotes a \\ starts a special character, and there is none like this',
    "Use single quotes, as for patterns ('\\d+'), or write \\\\ for a backslash.",
    2,
  ],
  BAD_INDENT: [
    ...(['flow.bad-indent', 'This line starts in another column than its neighbours'] as const),
    ...(['Indent it as far as the lines that it belongs with.', 1] as const),
  ],
};

/** The parser says where a quote should have ended; a designer looks for where it began. */
function unclosedQuote(at: number, document: Document): YamlFault | undefined {
  let found: readonly [number, number] | undefined;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[0] <= at) found = [range[0], range[0] + 1];
    },
  });
  return (
    found && {
      ...{ code: 'flow.unclosed-quote', message: 'This quote is opened and never closed' },
      ...{ cure: 'Write the same quote at the end of the text.', range: found },
    }
  );
}

function unclosedBracket(at: number, text: string, document: Document): YamlFault | undefined {
  let found: readonly [number, number] | undefined;
  visit(document, {
    Node: (_key, node) => {
      const range = isCollection(node) && node.flow === true ? node.range : undefined;
      if (!range || range[0] >= at || /[\]}]/.test(text[range[1] - 1] ?? '')) return;
      found = [range[0], range[0] + 1];
    },
  });
  const opening = found && text[found[0]];
  return (
    found && {
      ...{
        code: 'flow.unclosed-bracket',
        message: `This ${opening ?? ''} is opened and never closed`,
      },
      cure: `Write ${opening === '[' ? ']' : '}'} where it ends; further lines have to be indented.`,
      range: found,
    }
  );
}

interface Line {
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return { text: text.slice(start, end === -1 ? undefined : end), start };
}

/** `key: ` or `- ` and what stands after it on the line. */
const VALUE = /^(\s*(?:- +)*(?:[\w"']+: +)?(?:- +)*)(\S.*)$/;

/** Slips that the line shows. */
function byLine({ text, start }: Line): YamlFault | undefined {
  const unspaced = /^(\s*(?:- +)*)([A-Za-z_]\w*):[^\s:/]/.exec(text);
  if (unspaced !== null) {
    const at = start + (unspaced[1] ?? '').length;
    const name = unspaced[2] ?? '';
    return {
      ...{ code: 'flow.no-space-after-colon', message: 'After the colon a space is missing' },
      ...{ cure: `Write \`${name}: …\`.`, range: [at, at + name.length + 1] },
    };
  }
  const [, before = '', value = ''] = VALUE.exec(text) ?? [];
  const at = start + before.length;
  const range = [at, at + value.trimEnd().length] as const;
  if (/^[*&!%@`]|^\{[{%]/.test(value)) return needsQuotes(value, range);
  if (/^(["']).*\1./.test(value)) {
    return {
      ...{ code: 'flow.quote-ends-early', message: 'The quotes end before the text does', range },
      cure: "Write '' for an apostrophe in single quotes, or put the text into double quotes.",
    };
  }
  if (before.trimEnd().endsWith(':') && /:(?:\s|$)/.test(value)) {
    return {
      ...{
        code: 'flow.colon-in-text',
        message: 'A text with a colon and a space in it needs quotes',
      },
      ...{ cure: 'Put the whole text into quotes.', range },
    };
  }
  return undefined;
}

/** Also for what the parser takes for an alias, an anchor or a tag. */
export function needsQuotes(value: string, range: readonly [number, number]): YamlFault {
  const first = /^\{[{%]/.exec(value)?.[0] ?? value.slice(0, 1);
  return {
    ...{ code: 'flow.needs-quotes', message: `A text that starts with ${first} needs quotes` },
    ...{ cure: QUOTES_CURE(first), range },
  };
}

/** Whether the document has a part that stands for a text without its quotes. */
export function isUnquotedLiquid(key: unknown, text: string): boolean {
  const range = isScalar(key) || isCollection(key) ? key.range : undefined;
  return range?.[0] !== undefined && text.startsWith('{', range[0]) && text[range[0] - 1] === '{';
}
