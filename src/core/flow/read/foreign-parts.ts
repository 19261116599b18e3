import { type Document, isAlias, isNode, isScalar, type Node, visit } from 'yaml';

import { isUnquotedLiquid, needsQuotes, type YamlFault } from './yaml-faults.ts';

/** Keys that reach into JavaScript's objects. */
export const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const MOST = 20;

/** Parts of YAML that are not read here: anchors, aliases, merges, tags, names twice and strange ones. */
export function foreignParts(text: string, document: Document): readonly YamlFault[] {
  const found: YamlFault[] = [];
  const add = (look: () => YamlFault | undefined): void => {
    const fault = found.length < MOST ? look() : undefined;
    if (fault !== undefined) found.push(fault);
  };
  visit(document, {
    Node: (_key, node) => {
      add(() => ofNode(node, text));
    },
    Map: (_key, map) => {
      // `Node` is not asked for what has a visitor of its own.
      add(() => ofNode(map, text));
      const { items } = map;
      const names = new Map<unknown, unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : key;
        if (names.has(name)) add(() => twice(key, names.get(name), text));
        else names.set(name, key);
      }
    },
    Pair: (_key, { key }) => {
      add(() => ofKey(key, text));
    },
  });
  return found;
}

function ofNode(node: Node, text: string): YamlFault | undefined {
  const range = markOf(node, text);
  if (node.tag?.startsWith('!') === true && text.startsWith('!', range[0])) {
    return isText(text, range[0])
      ? needsQuotes('!', range)
      : fault('flow.tag', TAG, 'Remove it.', range);
  }
  if (node.tag !== undefined) return fault('flow.tag', TAG, 'Remove what starts with "!".', range);
  if (!isAlias(node) && node.anchor === undefined) return undefined;
  // WhatsApp's bold starts with a star, too.
  if (isText(text, range[0])) return needsQuotes(text.charAt(range[0]), range);
  const message = 'Anchors and aliases (& and *) are not read here';
  return fault(
    'flow.alias',
    message,
    'Write the part out; a text that starts with * or & needs quotes.',
    range,
  );
}

const TAG = 'Tags (!) are not read here';

/** Where an anchor stands: before its part, where that begins on a line of its own. */
function markOf(node: Node, text: string): readonly [number, number] {
  const range = rangeOf(node);
  const anchor = isAlias(node) ? undefined : node.anchor;
  if (anchor === undefined) return range;
  const start = text.lastIndexOf(`&${anchor}`, range[0]);
  return start === -1 ? range : [start, start + anchor.length + 1];
}

/** `*bold* text`: more than a single word follows. */
function isText(text: string, start: number): boolean {
  const end = text.indexOf('\n', start);
  const rest = text.slice(start, end === -1 ? undefined : end);
  return /^(\*[^*\n]*\*|[!*]\S* +[^\s#}\],])/.test(rest);
}

function ofKey(key: unknown, text: string): YamlFault | undefined {
  const name = isScalar(key) ? key.value : key;
  const range = rangeOf(key);
  if (typeof name === 'string') {
    if (name === '<<') {
      return fault(
        'flow.merge-key',
        'Merging with << is not read here',
        'Write the lines out.',
        range,
      );
    }
    if (!FORBIDDEN_KEYS.has(name)) return undefined;
    return fault(
      'flow.forbidden-name',
      `"${name}" is not a name here`,
      'Choose another name.',
      range,
    );
  }
  if (typeof name === 'number' || typeof name === 'boolean') return undefined;
  if (isUnquotedLiquid(key, text)) return needsQuotes('{{', [range[0] - 1, range[1] + 1]);
  return fault('flow.forbidden-name', 'A name must be a word', 'Write it as one word.', range);
}

function twice(key: unknown, first: unknown, text: string): YamlFault {
  const [start] = rangeOf(first);
  const line = text.slice(0, start).split('\n').length;
  const message = `This name stands here twice, first in line ${String(line)}`;
  return fault('flow.duplicate-key', message, 'Rename or remove one of the two.', rangeOf(key));
}

function fault(
  code: string,
  message: string,
  cure: string,
  range: readonly [number, number],
): YamlFault {
  return { code, message, cure, range };
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : [0, 1];
}
