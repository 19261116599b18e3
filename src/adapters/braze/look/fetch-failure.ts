/** Why a fetch failed, by its code alone: its message may quote a header, and so a secret. */
export function fetchFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return 'unknown';
  if (failure.name === 'TimeoutError') return 'no answer in time';
  const { cause } = failure;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return typeof code === 'string' && code !== '' ? code : failure.name;
}
