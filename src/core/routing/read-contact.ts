const LONGEST = 500;
const EMAIL = /^[^\s@<>()[\]"',;:]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;
const FIRST_EMAIL = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/;
const FIRST_LINK = /https?:\/\/[^\s<>"'\\^`{|}]+/i;
const HOST = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#]|$)/i;
const LONGEST_LINK = 2_000;

/** The e-mail address in a text: people write "it's ann@example.com". */
export function readEmail(text: string): string | undefined {
  const candidate = FIRST_EMAIL.exec(text.slice(0, LONGEST))?.[0].replace(/[.!?]+$/, '');
  return candidate !== undefined && EMAIL.test(candidate) ? candidate.toLowerCase() : undefined;
}

/** A telephone number's digits, with a + where the country is given; 7 to 15 of them, by E.164. */
export function readPhone(text: string): string | undefined {
  const bare = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+?\d{7,15}$/.test(bare) ? bare : undefined;
}

/** The web address in a text, as it is written; nobody goes there. */
export function readLink(text: string): string | undefined {
  if (text.length > LONGEST_LINK) return undefined;
  const candidate = FIRST_LINK.exec(text)?.[0].replace(/[.,;:!?)\]]+$/, '');
  return candidate !== undefined && HOST.test(candidate) ? candidate : undefined;
}
