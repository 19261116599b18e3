import type { Comparison } from '../liquid/expression.ts';
import { optionIds, type SlotShape, type SlotType } from '../model/slot.ts';
import type { Fault } from './value-paths.ts';

/** One side of a comparison. */
export interface Side {
  readonly at: number;
  readonly length: number;
  readonly shape: SlotShape | 'any' | 'nothing';
  /** As it is written down. */
  readonly literal?: string | number | boolean;
  /** Of a slot or a field. */
  readonly path?: string;
}

/** Kinds of values that can be told apart; e-mail addresses and such are texts. */
type Kind = 'text' | 'number' | 'boolean' | 'date' | 'time' | 'choice' | 'object' | 'list';

const KIND: Readonly<Record<SlotType, Kind>> = {
  ...({ text: 'text', email: 'text', phone: 'text', link: 'text' } as const),
  ...({ number: 'number', integer: 'number', boolean: 'boolean' } as const),
  ...({ date: 'date', time: 'time', choice: 'choice', object: 'object', list: 'list' } as const),
};
const NAMED: Readonly<Record<Kind, string>> = {
  ...{ text: 'a text', number: 'a number', boolean: 'true or false', date: 'a date' },
  ...{ time: 'a time', choice: 'a choice', object: 'an object', list: 'a list' },
};
const WRITTEN = {
  date: { form: /^\d{4}-\d{2}-\d{2}$/, example: '"2026-01-31"' },
  time: { form: /^(?:[01]\d|2[0-3]):[0-5]\d$/, example: '"14:30"' },
} as const;

/** Why a comparison never holds, or always does; `undefined` where it may be one or the other. */
export function comparisonFault(operator: Comparison, left: Side, right: Side): Fault | undefined {
  if (operator === 'contains') return containingFault(left, right);
  if (operator === '==' || operator === '!=') return equalityFault(left, right);
  return orderFault(left, right);
}

function equalityFault(left: Side, right: Side): Fault | undefined {
  if (left.shape === 'nothing' && right.shape === 'nothing') {
    return fault(right, 'Nothing is compared with nothing', 'Compare a slot.');
  }
  if (!isKnown(left) || !isKnown(right)) return undefined;

  const whole = [left, right].find((side) => isWhole(kindOf(side)));
  if (whole === undefined) return mismatch(left, right);
  const kind = kindOf(whole);
  const cure =
    kind === 'list'
      ? 'Ask what it has: `items contains "a"` or `items.size > 0`.'
      : 'Compare one of its fields, or with nil.';
  return fault(whole, `${what(whole)} is ${NAMED[kind]}, which equals nothing`, cure);
}

function orderFault(left: Side, right: Side): Fault | undefined {
  for (const side of [left, right]) {
    if (side.shape === 'any') continue;
    if (!isKnown(side)) {
      return fault(side, 'Nothing is neither more nor less', 'Use == or != with nil.');
    }
    const kind = kindOf(side);
    if (kind !== 'boolean' && kind !== 'choice' && !isWhole(kind)) continue;
    const message = `${what(side)} is ${NAMED[kind]}, and those have no order`;
    return fault(side, message, 'Use == or !=, or compare a number, a text, a date or a time.');
  }
  return isKnown(left) && isKnown(right) ? mismatch(left, right) : undefined;
}

function containingFault(left: Side, right: Side): Fault | undefined {
  if (right.shape === 'nothing') {
    return fault(right, 'Nothing is not contained in anything', 'Use == nil.');
  }
  if (left.shape === 'any') return undefined;
  const kind = isKnown(left) ? kindOf(left) : undefined;
  if (!isKnown(left) || (kind !== 'text' && kind !== 'list')) {
    const message = `${what(left)} is ${kind === undefined ? 'nothing' : NAMED[kind]}, which contains nothing`;
    return fault(left, message, 'Only texts and lists contain something: use ==.');
  }
  if (!isKnown(right)) return undefined;
  if (kind === 'text') return mismatch(left, right);
  const item = { ...left, path: `an item of ${left.path ?? 'it'}`, shape: left.shape.of ?? TEXT };
  return equalityFault(item, right);
}

const TEXT: SlotShape = { type: 'text' };

type KnownSide = Side & { readonly shape: SlotShape };

function isKnown(side: Side): side is KnownSide {
  return typeof side.shape === 'object';
}

const kindOf = (side: KnownSide): Kind => KIND[side.shape.type];
const isWhole = (kind: Kind): boolean => kind === 'object' || kind === 'list';

/** Two kinds that are never the same, or a value that the other side can never have. */
function mismatch(left: KnownSide, right: KnownSide): Fault | undefined {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === b) return undefined;
  if (isTextual(a) && isTextual(b)) return valueFault(left, right) ?? valueFault(right, left);

  const written = left.literal === undefined ? right : left;
  const other = written === left ? right : left;
  const message = `${what(left)} is ${NAMED[a]} and ${what(right)} is ${NAMED[b]}: they are never the same`;
  return fault(written, message, cureFor(written, other));
}

const isTextual = (kind: Kind): boolean => kind !== 'number' && kind !== 'boolean';

function valueFault(slot: KnownSide, written: KnownSide): Fault | undefined {
  if (typeof written.literal !== 'string') return undefined;
  const kind = kindOf(slot);
  if (kind === 'choice') return optionFault(slot, written, written.literal);
  if (kind !== 'date' && kind !== 'time') return undefined;
  const { form, example } = WRITTEN[kind];
  if (form.test(written.literal)) return undefined;
  const message = `${what(slot)} is ${NAMED[kind]}, and ${what(written)} is none`;
  return fault(written, message, `Write it such as ${example}.`);
}

function optionFault(slot: KnownSide, written: KnownSide, given: string): Fault | undefined {
  const ids = optionIds(slot.shape);
  if (ids.includes(given)) return undefined;
  return {
    ...fault(
      written,
      `"${given}" is none of the options of ${what(slot)}`,
      `Write one of ${ids.join(', ')}.`,
    ),
    ...{ code: 'flow.unknown-option', oneOf: { given, among: ids } },
  };
}

function cureFor(written: KnownSide, other: KnownSide): string {
  const { literal } = written;
  const kind = kindOf(other);
  if (kind === 'boolean') {
    return `Write \`${other.path ?? 'it'}\` or \`not ${other.path ?? 'it'}\` alone.`;
  }
  const isDigits = typeof literal === 'string' && /^-?\d+(?:\.\d+)?$/.test(literal);
  if (kind === 'number' && isDigits) return `Write it without quotes: ${literal}.`;
  if (typeof literal === 'number') return `Put it into quotes: "${String(literal)}".`;
  return 'Compare things of one kind.';
}

function what({ literal, path }: Side): string {
  if (typeof literal === 'string') return `"${literal}"`;
  return literal === undefined ? (path ?? 'it') : String(literal);
}

function fault({ at, length }: Side, message: string, cure: string): Fault {
  return { code: 'flow.cannot-compare', at, length, message, cure };
}
