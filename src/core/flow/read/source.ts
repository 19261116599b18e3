import { type Document, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

import type { Problem } from '../problem.ts';

/** A place in a file, as keys and indices from its root. */
export type Path = readonly (string | number)[];

/** What is wrong at a place; its line and column are found by the source. */
export interface Finding {
  readonly code: string;
  readonly path: Path;
  readonly message: string;
  readonly cure: string;
  /** The key at `path` is meant and not its value. */
  readonly atKey?: boolean;
}

/** A YAML file that was read: its plain value, and where each part of it stands. */
export class Source {
  private readonly lines: readonly string[];

  constructor(
    readonly file: string,
    text: string,
    private readonly document: Document,
    private readonly lineCounter: LineCounter,
    readonly value: unknown,
  ) {
    this.lines = text.split('\n');
  }

  /** A problem at the deepest part of the path that the file has. */
  problem({ code, path, message, cure, atKey = false }: Finding): Problem {
    const [start, end] = this.rangeOf(path, atKey);
    const { line, col } = this.lineCounter.linePos(start);
    const text = (this.lines[line - 1] ?? '').replace(/\r$/, '');
    const length = Math.max(1, Math.min(end - start, text.length - col + 1));
    return {
      ...{ code, file: this.file, line, column: col, message, cure },
      excerpt: { text, length },
    };
  }

  private rangeOf(path: Path, atKey: boolean): readonly [number, number] {
    let node: unknown = this.document.contents;
    let range = rangeOfNode(node) ?? [0, 1];
    for (const [depth, key] of path.entries()) {
      const last = depth === path.length - 1;
      const [keyNode, value] = childOf(node, key);
      if (keyNode === undefined && value === undefined) break;
      range = rangeOfNode(last && atKey ? keyNode : (value ?? keyNode)) ?? range;
      node = value;
    }
    return range;
  }
}

function childOf(node: unknown, key: string | number): readonly [unknown, unknown] {
  if (isSeq(node)) return [undefined, node.items[Number(key)]];
  if (!isMap(node)) return [undefined, undefined];
  const pair = node.items.find((item) => isPair(item) && keyText(item.key) === String(key));
  return [pair?.key, pair?.value];
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function rangeOfNode(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
