/**
 * Long enough not to be guessed within the sign-in limits; without rules about the characters,
 * which only make people write predictable ones.
 *
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html
 */
const SHORTEST_PASSWORD = 12;
/** Longer than anybody types, shorter than what would keep a processor busy. */
export const LONGEST_PASSWORD = 256;

const COMMON = ['password', 'contraseña', '123456', 'qwerty', 'letmein', 'parley'];

/** What keeps a text from being a password, in words for whoever chose it; `undefined`: nothing. */
export function passwordFault(password: string, email: string): string | undefined {
  const length = Array.from(password).length;
  if (length < SHORTEST_PASSWORD) {
    return `A password has at least ${String(SHORTEST_PASSWORD)} characters: a few words do`;
  }
  if (length > LONGEST_PASSWORD) {
    return `A password has at most ${String(LONGEST_PASSWORD)} characters`;
  }
  const lower = password.toLowerCase();
  const name = email.split('@')[0] ?? '';
  if (name.length >= 4 && lower.includes(name.toLowerCase())) {
    return 'A password does not contain one’s own name: take words that nobody links to you';
  }
  // What is left without the best-known pieces must still be long enough to matter.
  const rest = COMMON.reduce((text, common) => text.replaceAll(common, ''), lower);
  if (new Set(rest).size < 5) return 'A password has more than a few different characters';
  return undefined;
}
