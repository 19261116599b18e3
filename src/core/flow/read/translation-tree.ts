import type { RawProblem } from '../raise-problems.ts';
import type { FlowSource } from './release-source.ts';
import type { Path, Source } from './source.ts';

/** A flow and a step: what stands right below has to be named. */
const STEP_DEPTH = 2;

/** A text of a copy file, and where it stands. */
export interface Translation {
  readonly text: string;
  readonly path: Path;
}

type Plain = Readonly<Record<string, unknown>>;

/** What the long form of a text is called: in a copy file a bare text stands for it. */
const LONG_FORMS: ReadonlySet<string | number> = new Set(['text', 'say', 'title']);

/** The texts of one language, found by where the text they translate stands. */
export class TranslationTree {
  private readonly used = new Set<string>();

  constructor(readonly source: Source) {}

  /**
   * The text of a place, if there is one; it then counts as used.
   *
   * @param key path in the copy file, in its long form: `returns why options damaged title`
   */
  find(key: Path): Translation | undefined {
    let node: unknown = this.source.value;
    const path: (string | number)[] = [];
    for (const part of key) {
      if (typeof node === 'string' && LONG_FORMS.has(part)) continue;
      const child = stepInto(node, part);
      if (child !== undefined) {
        node = child;
        path.push(part);
      } else if (!LONG_FORMS.has(part) || path.length <= STEP_DEPTH) return undefined;
    }
    if (typeof node !== 'string') return undefined;
    this.used.add(path.join('\n'));
    return { text: node, path };
  }

  /** Texts that translate nothing. */
  superfluous(unread: ReadonlySet<string>, flows: readonly FlowSource[]): readonly RawProblem[] {
    const names = ['bot', ...flows.map(({ flow }) => flow.name)];
    return Object.entries(this.source.value as Plain).flatMap(([name, part]) => {
      if (unread.has(name)) return [];
      if (!names.includes(name)) return [this.problem([name], `There is no flow "${name}"`, names)];

      const steps = flows.find(({ flow }) => flow.name === name)?.flow.steps;
      return Object.entries(part as Plain).flatMap(([step, copy]) =>
        steps !== undefined && !steps.has(step)
          ? [this.problem([name, step], `There is no step "${step}"`, [...steps.keys()])]
          : this.unused(copy, [name, step]),
      );
    });
  }

  private unused(node: unknown, path: Path): readonly RawProblem[] {
    if (typeof node === 'string') {
      if (this.used.has(path.join('\n'))) return [];
      return [this.problem(path, 'There is no text here that this could translate')];
    }
    if (typeof node !== 'object' || node === null) return [];
    const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(node)
      ? node.map((each: unknown, index) => [index, each] as const)
      : Object.entries(node);
    return entries.flatMap(([key, each]) => this.unused(each, [...path, key]));
  }

  private problem(path: Path, message: string, among: readonly string[] = []): RawProblem {
    const cure = 'Remove it, or write it where the flow has a text.';
    const oneOf = { given: String(path.at(-1)), among };
    return this.source.problem({
      ...{ code: 'copy.superfluous', path, message, cure, oneOf, atKey: true },
    });
  }
}

function stepInto(node: unknown, key: string | number): unknown {
  if (Array.isArray(node)) return node[Number(key)] as unknown;
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
  return (node as Plain)[key];
}
