import type { SlotShape, SlotType } from '../model/slot.ts';
import type { Finding, Path } from '../read/source.ts';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const isNumber = (bound: unknown): boolean => typeof bound === 'number';

/** Whether a bound is of the type's own kind; types that are not here have no bounds. */
const FITS: Readonly<Partial<Record<SlotType, (bound: unknown) => boolean>>> = {
  number: isNumber,
  integer: isNumber,
  date: (bound) => typeof bound === 'string' && ISO_DATE.test(bound),
  time: (bound) => typeof bound === 'string' && TIME.test(bound),
};

/** Bounds are of the slot's type, and leave something between them. */
export function boundFindings({ type, min, max }: SlotShape, path: Path): Finding[] {
  const code = 'flow.bad-bound';
  const misfits = Object.entries({ min, max })
    .filter(([, bound]) => bound !== undefined && FITS[type]?.(bound) !== true)
    .map(([name]) => ({
      ...{ code, path: [...path, name] },
      message: `"${name}" does not fit a slot of type ${type}`,
      cure: "Numbers have numbers, dates '2026-01-31', times '14:30', others none.",
    }));
  if (misfits.length > 0 || min === undefined || max === undefined || min <= max) return misfits;
  const message = `"min" is greater than "max": no answer could ever be right`;
  return [{ code, path: [...path, 'min'], message, cure: 'Change places.' }];
}
