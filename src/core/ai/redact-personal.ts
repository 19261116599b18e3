/** What people write that no model needs: found by its form, and by its checksum where it has one. */
const DETECTORS: readonly (readonly [
  name: string,
  form: RegExp,
  isOne?: (text: string) => boolean,
])[] = [
  // Looked for from the beginning of a word only: a long one would be read once for each letter.
  ['e-mail', /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ['IBAN', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/gi, isIban],
  ['card number', /\b(?:\d[ -]?){12,18}\d\b/g, isCard],
  ['phone number', /(?<![\w-])\+?\d(?:[ ().-]{0,2}\d){8,14}(?![\w-])/g],
];

/**
 * A text with what identifies people replaced by what it was, `[e-mail]`.
 *
 * @param known texts of the company's own: what stands in them identifies no customer
 */
export function redactPersonal(text: string, known: readonly string[] = []): string {
  let redacted = text;
  for (const [name, form, isOne] of DETECTORS) {
    redacted = redacted.replaceAll(form, (found) => {
      const isPersonal = isOne === undefined || isOne(found);
      return isPersonal && !known.some((own) => own.includes(found)) ? `[${name}]` : found;
    });
  }
  return redacted;
}

/** The same for all texts in a value; numbers stay, for what they are is said by their names. */
export function withoutPersonal(value: unknown): unknown {
  if (typeof value === 'string') return redactPersonal(value);
  if (Array.isArray(value)) return value.map(withoutPersonal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, withoutPersonal(each)]),
  );
}

/** @see https://www.iso.org/standard/70484.html Luhn's formula */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.at(-1 - place));
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** @see https://www.iso.org/standard/81090.html ISO 13616: the remainder of 97 is 1 */
function isIban(text: string): boolean {
  const bare = text.replaceAll(' ', '').toUpperCase();
  const turned = bare.slice(4) + bare.slice(0, 4);
  let remainder = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
