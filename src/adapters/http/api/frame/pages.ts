import { NotAsAgreed } from './access-errors.ts';
import { Count, Text } from './fields.ts';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST = 200;
const USUAL = 50;

/** What every list is asked: how many, and from where on. */
export class PageQuery {
  @Count({
    min: 1,
    max: MOST,
    optional: true,
    about: `At most so many; ${String(USUAL)} by default.`,
  })
  readonly limit: number = USUAL;

  /** Its form is ours to change: send back what `next` said. */
  @Text({ max: 300, optional: true, about: '`next` of the page before.' })
  readonly cursor?: string;
}

/** A list's answer. @param next where the following page begins */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** One more than wanted is read, so that the last page says that it is the last. */
export function pageOf<T>(
  found: readonly T[],
  limit: number,
  cursorOf: (last: T) => string,
): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** The same list with each item as it is shown. */
export function shownPage<T, Shown>(
  { items, next }: Page<T>,
  show: (item: T) => Shown,
): Page<Shown> {
  return { items: items.map(show), next };
}

/** Reads a cursor that is an id. @throws NotAsAgreed */
export function idCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  if (UUID.test(cursor)) return cursor;
  throw new NotAsAgreed([{ at: 'cursor', message: 'must be what `next` of a page said' }]);
}

/** Reads a cursor that is a number. @throws NotAsAgreed */
export function numberCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  if (/^\d{1,18}$/.test(cursor)) return cursor;
  throw new NotAsAgreed([{ at: 'cursor', message: 'must be what `next` of a page said' }]);
}
