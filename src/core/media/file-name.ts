const LONGEST = 120;
/** Control characters, what turns text around or hides in it, and what paths and headers are made of. */
const NEVER = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"\\/:*?<>|%;]/gu;

/**
 * A name that is safe to show, to save under and to put into a header; `undefined` where nothing
 * is left of it.
 */
export function fileName(given: string): string | undefined {
  const clean = given.normalize('NFC').replace(NEVER, '').replace(/\s+/g, ' ').trim();
  const visible = clean.replace(/^\.+/, '').trim();
  if (visible === '') return undefined;

  const letters = Array.from(visible);
  if (letters.length <= LONGEST) return visible;
  // Its end tells what it is.
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(visible)?.[0] ?? '';
  const rest = LONGEST - Array.from(ending).length;
  return `${letters.slice(0, rest).join('')}${ending}`;
}

/** The last part of an address, where it is a name. */
export function nameInUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return fileName(decodeURIComponent(last));
  } catch {
    return fileName(last);
  }
}

/**
 * `Content-Disposition` of a file.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6266
 */
export function disposition(inline: boolean, name: string | undefined): string {
  const how = inline ? 'inline' : 'attachment';
  const safe = name === undefined ? undefined : fileName(name);
  if (safe === undefined) return how;
  const plain = safe.replace(/[^\x20-\x7e]/g, '_');
  const whole = encodeURIComponent(safe).replace(/['()*]/g, hex);
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}

function hex(letter: string): string {
  return `%${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}
