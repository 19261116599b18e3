import type { Answered } from '#core/delivery/wire-answer.ts';

/** For each object of an array of a call, why it may not leave. */
type Reasons = readonly [array: string, reasons: readonly (string | undefined)[]];

/** What Braze says of a call that it takes and sends to nobody: refused as a whole, for that reason. */
export function nobodyMay(reason: string): Answered {
  return { kind: 'answered', status: 200, body: { message: 'success', notice: reason } };
}

/** What Braze says of a call in which some objects are at fault, and which it carries out for none. */
export function theseMayNot(arrays: readonly Reasons[]): Answered {
  const errors = arrays.flatMap(([array, reasons]) =>
    reasons.flatMap((type, index) =>
      type === undefined ? [] : [{ type, input_array: array, index }],
    ),
  );
  return { kind: 'answered', status: 400, body: { message: 'kept back by a guard', errors } };
}
