/** NUL and lone surrogates: Postgres stores neither in text nor in JSON. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const EACH_UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** The text as it can be stored; what cannot be becomes U+FFFD, as invalid UTF-8 has already. */
export function storableText(text: string): string {
  return UNSTORABLE.test(text) ? text.replace(EACH_UNSTORABLE, '\uFFFD') : text;
}
