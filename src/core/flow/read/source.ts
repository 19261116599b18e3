import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';

import type { OneOf, RawProblem } from '../raise-problems.ts';
import { rangeInScalar, type Within } from './range-in-scalar.ts';

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
  /** The part of the text at `path` that is meant. */
  readonly within?: Within;
  /** A name that there is not, and those that there are: what was meant is guessed from them. */
  readonly oneOf?: OneOf;
}

/** A text with the place of each of its parts. */
export interface ParsedYaml {
  readonly document: Document;
  readonly lineCounter: LineCounter;
}

/** A YAML file that was read: its plain value, and where each part of it stands. */
export class Source {
  private known: ParsedYaml | undefined;
  private readonly lines: readonly string[];
  /** Parts that stand in another file, by their path in this one. */
  private readonly elsewhere = new Map<string, { readonly source: Source; readonly path: Path }>();
  private readonly pairs = new WeakMap<object, ReadonlyMap<string, Pair>>();

  constructor(
    readonly file: string,
    private readonly text: string,
    /** Asked for when a place is wanted, and once: most files have nothing wrong with them. */
    private readonly parse: () => ParsedYaml,
    readonly value: unknown,
  ) {
    this.lines = text.split('\n');
  }

  /** Notes that a part stands in another file: what is wrong with it is said there. */
  standsIn(source: Source, path: Path, at: Path): void {
    this.elsewhere.set(path.join('\n'), { source, path: at });
  }

  /** A problem at the deepest part of the path that the file has. */
  problem(finding: Finding): RawProblem {
    const moved = this.elsewhere.size === 0 ? undefined : this.moved(finding);
    if (moved !== undefined) return moved;

    const { code, path, message, cure, atKey = false, oneOf, within } = finding;
    const [start, end] = (within && this.rangeWithin(path, within)) ?? this.rangeOf(path, atKey);
    const { line, col } = this.parsed.lineCounter.linePos(start);
    const text = (this.lines[line - 1] ?? '').replace(/\r$/, '');
    const length = Math.max(1, Math.min(end - start, text.length - col + 1));
    return {
      ...{ code, file: this.file, line, column: col, message, cure },
      ...{ excerpt: { text, length }, ...(oneOf !== undefined && { oneOf }) },
    };
  }

  private get parsed(): ParsedYaml {
    this.known ??= this.parse();
    return this.known;
  }

  private moved(finding: Finding): RawProblem | undefined {
    for (let length = finding.path.length; length > 0; length -= 1) {
      const found = this.elsewhere.get(finding.path.slice(0, length).join('\n'));
      if (found === undefined) continue;
      const path = [...found.path, ...finding.path.slice(length)];
      return found.source.problem({ ...finding, path });
    }
    return undefined;
  }

  private rangeWithin(path: Path, within: Within): readonly [number, number] | undefined {
    let node: unknown = this.parsed.document.contents;
    for (const key of path) [, node] = this.childOf(node, key);
    return isScalar(node) ? rangeInScalar(this.text, node, within) : undefined;
  }

  private rangeOf(path: Path, atKey: boolean): readonly [number, number] {
    let node: unknown = this.parsed.document.contents;
    let range = rangeOfNode(node) ?? [0, 1];
    for (const [depth, key] of path.entries()) {
      const last = depth === path.length - 1;
      const [keyNode, value] = this.childOf(node, key);
      if (keyNode === undefined && value === undefined) break;
      range = rangeOfNode(last && atKey ? keyNode : (value ?? keyNode)) ?? range;
      node = value;
    }
    return range;
  }

  private childOf(node: unknown, key: string | number): readonly [unknown, unknown] {
    if (isSeq(node)) return [undefined, node.items[Number(key)]];
    if (!isMap(node)) return [undefined, undefined];
    const pair = this.pairsOf(node).get(String(key));
    return [pair?.key, pair?.value];
  }

  /** Kept, for a file may have a thousand steps and as many problems. */
  private pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.pairs.get(map);
    if (known !== undefined) return known;

    const pairs = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    this.pairs.set(map, pairs);
    return pairs;
  }
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function rangeOfNode(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
