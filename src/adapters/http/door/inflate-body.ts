import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

/** A text that packs to less than 64 KiB and unpacks to more than this is a bomb. */
const MAX_INFLATED_BYTES = 256 * 1024;

export type Inflated =
  | { readonly bytes: Buffer }
  /** `undecodable`: an encoding that is not known, or bytes that are not of it. */
  | { readonly fault: 'too-large' | 'undecodable' };

type Inflate = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const INFLATES: Readonly<Record<string, Inflate>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: (bytes, options) => promisify(isZlib(bytes) ? inflate : inflateRaw)(bytes, options),
};

/** The body without its content encoding. */
export async function inflateBody(
  bytes: Buffer,
  encoding: string,
  maxBytes = MAX_INFLATED_BYTES,
): Promise<Inflated> {
  const inflateOne = INFLATES[encoding.trim().toLowerCase()];
  if (inflateOne === undefined) return { fault: 'undecodable' };

  try {
    return { bytes: await inflateOne(bytes, { maxOutputLength: maxBytes }) };
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    return { fault: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'undecodable' };
  }
}

/** Some senders of `deflate` leave zlib's two bytes out. */
function isZlib(bytes: Buffer): boolean {
  return ((bytes[0] ?? 0) & 0x0f) === 8;
}
