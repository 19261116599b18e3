import type { Expr, Filter, Piece } from './tree.ts';

/** Longest a value can be when it is printed, in characters; `Infinity` where nothing bounds it. */
export type LengthOf = (path: readonly string[]) => number;

/** Longest text that a template can make, in characters. */
export function longestOf(pieces: readonly Piece[], lengthOf: LengthOf): number {
  return pieces.map((piece) => longestPiece(piece, lengthOf)).reduce((sum, each) => sum + each, 0);
}

function longestPiece(piece: Piece, lengthOf: LengthOf): number {
  switch (piece.kind) {
    case 'text':
      return piece.text.length;
    case 'print':
      return longestValue(piece.value, lengthOf);
    case 'choice': {
      const bodies = [...piece.branches.map(({ then }) => then), piece.otherwise];
      return Math.max(...bodies.map((body) => longestOf(body, lengthOf)));
    }
  }
}

const LONGEST_NUMBER = 25;
const YES_NO = 5;

function longestValue(expr: Expr, lengthOf: LengthOf): number {
  switch (expr.op) {
    case 'variable':
      return lengthOf(expr.path);
    case 'literal':
      return String(expr.value).length;
    case 'nothing':
      return 0;
    case 'filtered':
      return expr.filters.reduce(
        (length, filter) => filtered(length, filter, lengthOf),
        longestValue(expr.of, lengthOf),
      );
    case 'not':
    case 'and':
    case 'or':
    case 'same':
    case 'differs':
    case 'compares':
      return YES_NO;
  }
}

/** Letters that have no single capital become three at most: `ΐ`. */
const CASE_GROWS = 3;
/** A character is three bytes at most in UTF-8, and each byte `%XX`. */
const URL_GROWS = 9;
const LONGEST_DATE = 80;

function filtered(length: number, { name, args }: Filter, lengthOf: LengthOf): number {
  const argument = (at: number): number => longestValue(args[at] ?? { op: 'nothing' }, lengthOf);
  switch (name) {
    case 'append':
    case 'prepend':
      return length + argument(0);
    case 'default':
      return Math.max(length, argument(0));
    case 'replace': {
      const wanted = args[0]?.op === 'literal' ? String(args[0].value).length : 1;
      // An empty text is found between any two letters.
      const times = wanted === 0 ? length + 1 : Math.floor(length / wanted);
      return length + times * Math.max(0, argument(1) - wanted);
    }
    case 'slice':
      return Math.min(length, args.length < 2 ? 1 : (numberIn(args[1]) ?? length));
    case 'truncate':
      return Math.min(length, Math.max(numberIn(args[0]) ?? 50, ellipsis(args)));
    case 'truncatewords':
      return length + ellipsis(args);
    case 'capitalize':
    case 'downcase':
    case 'upcase':
      return length * CASE_GROWS;
    case 'url_encode':
      return length * URL_GROWS;
    case 'date':
      return Math.max(length, LONGEST_DATE);
    case 'strip':
    case 'remove':
      return length;
    default:
      return LONGEST_NUMBER; // Arithmetic and `size`.
  }
}

function numberIn(expr: Expr | undefined): number | undefined {
  return expr?.op === 'literal' && typeof expr.value === 'number'
    ? Math.max(0, expr.value)
    : undefined;
}

function ellipsis(args: readonly Expr[]): number {
  const [, own] = args;
  return own?.op === 'literal' ? String(own.value).length : 3;
}
