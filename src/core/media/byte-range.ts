/** A piece of a file, both ends within it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const ONE = /^bytes=(\d*)-(\d*)$/;

/**
 * The one range that a player asks for. `undefined`: the whole file, also for what is not
 * understood and for several at once, as the rule allows; `none`: there is no such piece.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range
 */
export function byteRange(
  header: string | undefined,
  size: number,
): ByteRange | 'none' | undefined {
  const [, first = '', last = ''] = ONE.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'none' : { start: size - length, end: size - 1 };
  }

  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'none' : { start, end };
}
