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
 * The text that the campaign signs. Only the user may hold a dot, so that no other three
 * headers make the same text; `undefined` where that is not so.
 */
export function signedText(headers: Omit<IdentityHeaders, 'verdict'>): string | undefined {
  const { user, dispatch, timestamp } = headers;
  if (dispatch.includes('.') || timestamp.includes('.')) return undefined;
  return `${user}.${dispatch}.${timestamp}`;
}
