import type { Expr, Piece } from './tree.ts';

/** Slots that a template may print, or part of them: what they hold can be read off it. */
export function printedBy(pieces: readonly Piece[]): ReadonlySet<string> {
  return new Set(pathsPrintedBy(pieces).map(([name = '']) => name));
}

/** The same with what of them is printed: `order`, `status`. */
export function pathsPrintedBy(pieces: readonly Piece[]): readonly (readonly string[])[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'print') return valuesIn(piece.value);
    if (piece.kind === 'text') return [];
    const bodies = [...piece.branches.map(({ then }) => then), piece.otherwise];
    return bodies.flatMap(pathsPrintedBy);
  });
}

function valuesIn(expr: Expr): readonly (readonly string[])[] {
  switch (expr.op) {
    case 'variable':
      return [expr.path];
    case 'literal':
    case 'nothing':
      return [];
    case 'not':
      return valuesIn(expr.of);
    case 'filtered':
      return [expr.of, ...expr.filters.flatMap(({ args }) => args)].flatMap(valuesIn);
    case 'and':
    case 'or':
    case 'same':
    case 'differs':
    case 'compares':
      return [...valuesIn(expr.left), ...valuesIn(expr.right)];
  }
}

/** Filters that make something of something. */
const KEEPS_WORDS: ReadonlySet<string> = new Set([
  ...['append', 'capitalize', 'downcase', 'prepend', 'upcase', 'url_encode'],
]);

/**
 * Whether a template certainly comes out with words in it: one that is blank is not said.
 *
 * @param isFull whether a slot is certainly set, and to more than spaces
 */
export function surelySays(pieces: readonly Piece[], isFull: (name: string) => boolean): boolean {
  return pieces.some((piece) => {
    switch (piece.kind) {
      case 'text':
        return piece.text.trim() !== '';
      case 'print':
        return surelyPrints(piece.value, isFull);
      case 'choice':
        return [...piece.branches.map(({ then }) => then), piece.otherwise].every((each) =>
          surelySays(each, isFull),
        );
    }
  });
}

function surelyPrints(expr: Expr, isFull: (name: string) => boolean): boolean {
  if (expr.op === 'variable') return expr.path.length === 1 && isFull(expr.path[0] ?? '');
  if (expr.op === 'literal') return String(expr.value).trim() !== '';
  if (expr.op !== 'filtered') return false;

  const kept = expr.filters.every(({ name }) => KEEPS_WORDS.has(name));
  return kept && surelyPrints(expr.of, isFull);
}
