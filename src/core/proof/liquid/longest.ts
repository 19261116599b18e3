import { lengthOf } from '#core/flow/model/offer.ts';

import type { Expr, Filter, Piece } from './tree.ts';

/** Longest a value can be when it is printed, in characters (code points); `Infinity` where nothing bounds it. */
export type LengthOf = (path: readonly string[]) => number;

/** Longest text that a template can make, in characters. */
export function longestOf(pieces: readonly Piece[], slotLength: LengthOf): number {
  return pieces
    .map((piece) => longestPiece(piece, slotLength))
    .reduce((sum, each) => sum + each, 0);
}

function longestPiece(piece: Piece, slotLength: LengthOf): number {
  switch (piece.kind) {
    case 'text':
      return lengthOf(piece.text);
    case 'print':
      return longestValue(piece.value, slotLength);
    case 'choice': {
      const bodies = [...piece.branches.map(({ then }) => then), piece.otherwise];
      return Math.max(...bodies.map((body) => longestOf(body, slotLength)));
    }
  }
}

const LONGEST_NUMBER = 25;
const YES_NO = 5;

function longestValue(expr: Expr, slotLength: LengthOf): number {
  switch (expr.op) {
    case 'variable':
      return slotLength(expr.path);
    case 'literal':
      return lengthOf(String(expr.value));
    case 'nothing':
      return 0;
    case 'filtered':
      return expr.filters.reduce(
        (length, filter) => filtered(length, filter, slotLength),
        longestValue(expr.of, slotLength),
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
/** A character is four bytes at most in UTF-8, and each byte `%XX`. */
const URL_GROWS = 12;
const LONGEST_DATE = 80;

function filtered(length: number, { name, args }: Filter, slotLength: LengthOf): number {
  const argument = (at: number): number => longestValue(args[at] ?? { op: 'nothing' }, slotLength);
  switch (name) {
    case 'append':
    case 'prepend':
      return length + argument(0);
    case 'default':
      return Math.max(length, argument(0));
    case 'replace': {
      const wanted = args[0]?.op === 'literal' ? lengthOf(String(args[0].value)) : 0;
      // An empty text is found before and after each half of a character.
      if (wanted === 0) return 2 * length + (2 * length + 1) * argument(1);
      return length + Math.floor(length / wanted) * Math.max(0, argument(1) - wanted);
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
  return own?.op === 'literal' ? lengthOf(String(own.value)) : 3;
}
