import { RowRefused, StoreUnavailable } from '#app/accept-events/accept-errors.ts';
import { AppError } from '#core/app-error.ts';

/** Classes of SQLSTATE in which a value or a row, and not the server, is at fault. */
const ROW_FAULTS = ['21', '22', '23', '54'];

/**
 * The same failure in the application's words.
 *
 * A row is at fault only where Postgres says so; everything else means that the store may be
 * asked again, a broken connection included.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function translated(failure: unknown): AppError {
  if (failure instanceof AppError) return failure;

  const state = sqlStateOf(failure);
  return state !== undefined && ROW_FAULTS.includes(state.slice(0, 2))
    ? new RowRefused(state, failure)
    : new StoreUnavailable(failure);
}

/** SQLSTATE of a failed statement; `undefined` where the connection failed instead. */
export function sqlStateOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error) || !('code' in failure)) return undefined;
  const { code } = failure;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
