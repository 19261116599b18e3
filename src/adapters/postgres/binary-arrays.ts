/**
 * Postgres arrays in its binary wire form.
 *
 * `pg` sends a Buffer parameter as binary, which spares the escaping here and the parsing there:
 * a fifth more messages a second than arrays as text.
 *
 * @see https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES
 */

const OID = { bool: 16, bytea: 17, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 } as const;

/** Milliseconds between 1970 and 2000, from where Postgres counts its microseconds. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const HEADER_BYTES = 20;
const UUID_BYTES = 16;

const HYPHEN = 0x2d;
/** The value of each hexadecimal digit, by its character's code. */
const DIGITS = new Int8Array(128).fill(-1);
for (const digit of '0123456789abcdefABCDEF') {
  DIGITS[digit.charCodeAt(0)] = Number.parseInt(digit, 16);
}

/** An array without elements has no dimensions: no count and no first number follow. */
const emptyOf = (oid: number): Buffer => {
  const target = Buffer.alloc(12);
  target.writeInt32BE(oid, 8);
  return target;
};

/** How one element is measured and written; `undefined` elements become NULL. */
interface Codec<T> {
  readonly oid: number;
  /** Bytes that `value` takes. */
  readonly size: (value: T) => number;
  /** Writes `value` at `offset` and answers how many bytes it took. */
  readonly write: (target: Buffer, value: T, offset: number) => number;
}

const text: Codec<string> = {
  oid: OID.text,
  size: (value) => Buffer.byteLength(value),
  write: (target, value, offset) => target.write(value, offset, 'utf8'),
};
const uuid: Codec<string> = {
  oid: OID.uuid,
  size: () => UUID_BYTES,
  write: writeUuid,
};
const int4: Codec<number> = {
  oid: OID.int4,
  size: () => 4,
  write: (target, value, offset) => target.writeInt32BE(value, offset) - offset,
};
const bool: Codec<boolean> = {
  oid: OID.bool,
  size: () => 1,
  write: (target, value, offset) => target.writeUInt8(value ? 1 : 0, offset) - offset,
};
const timestamptz: Codec<number> = {
  oid: OID.timestamptz,
  size: () => 8,
  write: (target, epochMs, offset) => {
    const microseconds = (Math.trunc(epochMs) - POSTGRES_EPOCH_MS) * 1000;
    const high = Math.floor(microseconds / 2 ** 32);
    target.writeInt32BE(high, offset);
    return target.writeUInt32BE(microseconds - high * 2 ** 32, offset + 4) - offset;
  },
};
const bytea: Codec<Uint8Array> = {
  oid: OID.bytea,
  size: (value) => value.byteLength,
  write: (target, value, offset) => {
    target.set(value, offset);
    return value.byteLength;
  },
};

type Values<T> = readonly (T | undefined)[];

export const textArray = (values: Values<string>): Buffer => encode(values, text);
export const uuidArray = (values: Values<string>): Buffer => encode(values, uuid);
export const int4Array = (values: Values<number>): Buffer => encode(values, int4);
export const boolArray = (values: Values<boolean>): Buffer => encode(values, bool);
export const byteaArray = (values: Values<Uint8Array>): Buffer => encode(values, bytea);
/** From milliseconds since 1970, UTC. */
export const timestamptzArray = (values: Values<number>): Buffer => encode(values, timestamptz);

function encode<T>(values: Values<T>, codec: Codec<T>): Buffer {
  if (values.length === 0) return emptyOf(codec.oid);

  let size = HEADER_BYTES + 4 * values.length;
  for (const value of values) if (value !== undefined) size += codec.size(value);
  const target = Buffer.allocUnsafe(size);
  writeHeader(target, values, codec.oid);

  let offset = HEADER_BYTES;
  for (const value of values) {
    if (value === undefined) {
      offset = target.writeInt32BE(-1, offset);
      continue;
    }
    const length = codec.write(target, value, offset + 4);
    target.writeInt32BE(length, offset);
    offset += 4 + length;
  }
  return target.subarray(0, offset);
}

/** Digit by digit: Node's own way from hexadecimal takes a string without the hyphens first. */
function writeUuid(target: Buffer, value: string, offset: number): number {
  const end = offset + UUID_BYTES;
  let at = offset;
  let from = 0;
  while (at < end && from < value.length) {
    if (value.charCodeAt(from) === HYPHEN) from += 1;
    const byte = (digitAt(value, from) << 4) | digitAt(value, from + 1);
    if (byte < 0) break;
    target[at] = byte;
    at += 1;
    from += 2;
  }
  if (at === end && from === value.length) return UUID_BYTES;
  throw new TypeError('Not a UUID: 32 hexadecimal digits are expected');
}

/** 0 to 15, or -1 where there is no digit. */
function digitAt(value: string, index: number): number {
  return DIGITS[value.charCodeAt(index)] ?? -1;
}

/** Dimensions, whether there are NULLs, the elements' type, their count, the first one's number. */
function writeHeader(target: Buffer, values: Values<unknown>, oid: number): void {
  target.writeInt32BE(1, 0);
  target.writeInt32BE(values.includes(undefined) ? 1 : 0, 4);
  target.writeInt32BE(oid, 8);
  target.writeInt32BE(values.length, 12);
  target.writeInt32BE(1, 16);
}
