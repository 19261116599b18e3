import { AppError } from '#core/app-error.ts';

/**
 * A failure as a terminal shows it: its message, which says the cure. What nobody foresaw comes
 * with its stack, for whoever mends it.
 */
export function explainFailure(failure: unknown): string {
  if (failure instanceof AppError && failure.kind !== 'bug') return failure.message;
  if (failure instanceof Error) return failure.stack ?? failure.message;
  return String(failure);
}

/** The same for programs: `{ error: { code, message } }`. */
export function failureAsJson(failure: unknown): unknown {
  const code = failure instanceof AppError ? failure.code : 'cli.unforeseen';
  return { error: { code, message: explainFailure(failure) } };
}
