import {
  type Document,
  isCollection,
  isMap,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

/** Longest line; longer { } and [ ] are written below each other. Texts are never broken. */
const LONGEST_LINE = 100;

/**
 * A YAML file in its one form: two spaces a level, at most one empty line, `{ a: b }` and `[a, b]`
 * where they fit on a line. Comments, quotes and the order stay; so does what the file means.
 *
 * Formatting twice changes nothing more.
 *
 * @param text of a file that was read without problems
 */
export function formatYaml(text: string): string {
  const { lines, text: first } = written(text);
  let formatted = first;
  // Each round opens the outermost collections of the lines that are too long.
  for (let round = 0; round < lines && hasLongLine(formatted); round += 1) {
    const next = written(formatted, openLongLines).text;
    if (next === formatted) break;
    formatted = next;
  }
  return meansTheSame(text, formatted) ? formatted : text;
}

interface Written {
  readonly text: string;
  readonly lines: number;
}

function written(
  text: string,
  change?: (document: Document, text: string, lineCounter: LineCounter) => void,
): Written {
  const lineCounter = new LineCounter();
  const document = read(text, lineCounter);
  change?.(document, text, lineCounter);
  pad(document);
  const formatted = document.toString({
    ...{ lineWidth: 0, indent: 2, indentSeq: true },
    // A text with \n in it stays on its line.
    doubleQuotedMinMultiLineLength: Infinity,
  });
  return { text: rejoined(text, formatted), lines: lineCounter.lineStarts.length };
}

function read(text: string, lineCounter = new LineCounter()): Document {
  const bare = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  return parseDocument(bare, {
    ...({ version: '1.2', schema: 'core', merge: false } as const),
    ...{ uniqueKeys: false, prettyErrors: false, resolveKnownTags: false, lineCounter },
  });
}

/** Maps have blanks inside their braces, lists have none. */
function pad(document: Document): void {
  visit(document, {
    Map: (_key, node) => {
      node.toString = (context, ...rest) =>
        YAMLMap.prototype.toString.call(
          node,
          context && { ...context, flowCollectionPadding: ' ' },
          ...rest,
        );
    },
    Seq: (_key, node) => {
      node.toString = (context, ...rest) =>
        YAMLSeq.prototype.toString.call(
          node,
          context && { ...context, flowCollectionPadding: '' },
          ...rest,
        );
    },
  });
}

/** `name: # why` in front of a block: the writer puts the comment on a line of its own. */
const COMMENTED_NAME = /^\s*((?:- +)*[^\s#][^#]*:) +(#.*)$/;

function rejoined(before: string, after: string): string {
  const comments = before.split(/\r?\n/).flatMap((line) => {
    const [, name, comment] = COMMENTED_NAME.exec(line.trimEnd()) ?? [];
    return name === undefined || comment === undefined ? [] : [{ name, comment }];
  });
  const lines: string[] = [];
  for (const line of after.split('\n')) {
    const last = lines.at(-1)?.trim();
    const [next] = comments;
    if (next !== undefined && line.trim() === `${next.name} ${next.comment}`) comments.shift();
    if (next?.comment === line.trim() && next.name === last) {
      lines.push(`${lines.pop() ?? ''} ${line.trim()}`);
      comments.shift();
    } else lines.push(line);
  }
  return lines.join('\n');
}

function hasLongLine(text: string): boolean {
  return text.split('\n').some((line) => line.length > LONGEST_LINE);
}

function openLongLines(document: Document, text: string, lineCounter: LineCounter): void {
  const lines = text.split('\n');
  const opened = new Set<number>();
  visit(document, {
    Collection: (_key, node) => {
      if (!isCollection(node) || node.flow !== true || !node.range) return;
      const { line } = lineCounter.linePos(node.range[0]);
      const isLong = (lines[line - 1] ?? '').length > LONGEST_LINE;
      const isEmpty = (isMap(node) || isSeq(node)) && node.items.length === 0;
      if (!isLong || isEmpty || opened.has(line)) return;
      opened.add(line);
      node.flow = false;
    },
  });
}

function meansTheSame(before: string, after: string): boolean {
  const [a, b] = [read(before), read(after)];
  if (a.errors.length > 0 || b.errors.length > 0) return false;
  return (
    JSON.stringify(a.toJS({ maxAliasCount: 0 })) === JSON.stringify(b.toJS({ maxAliasCount: 0 }))
  );
}
