/**
 * What the campaign says in headers, which no customer's text can break; blank where it is not sent.
 *
 * `unsigned`: it came without a signature, and so is worth what the secret is worth.
 */
export interface IdentityHeaders {
  readonly verdict: 'absent' | 'unsigned' | 'genuine' | 'forged';
  readonly user: string;
  readonly dispatch: string;
  /** Epoch seconds. */
  readonly timestamp: string;
}

export const NO_HEADERS: IdentityHeaders = {
  verdict: 'absent',
  user: '',
  dispatch: '',
  timestamp: '',
};

/**
 * Braze renders each header for itself and asks the clock each time, so that the signature may
 * hold a time a little beside the one in the header of its own.
 */
const SECONDS_BESIDE = [0, 1, -1, 2, -2];
const EPOCH_SECONDS = /^\d{9,11}$/;

/**
 * The texts that the campaign may have signed, the likeliest first. Only the user may hold a
 * dot, so that no other three headers make the same text; none where that is not so.
 */
export function* signedTexts(headers: Omit<IdentityHeaders, 'verdict'>): Iterable<string> {
  const { user, dispatch, timestamp } = headers;
  if (dispatch.includes('.') || timestamp.includes('.')) return;
  if (!EPOCH_SECONDS.test(timestamp)) {
    yield `${user}.${dispatch}.${timestamp}`;
    return;
  }
  const seconds = Number(timestamp);
  for (const beside of SECONDS_BESIDE) yield `${user}.${dispatch}.${String(seconds + beside)}`;
}
