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
  size: () => 16,
  write: (target, value, offset) => {
    const hex = value.replaceAll('-', '');
    if (hex.length !== 32 || target.write(hex, offset, 16, 'hex') !== 16) {
      throw new TypeError('Not a UUID: 32 hexadecimal digits are expected');
    }
    return 16;
  },
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
    const microseconds = BigInt(Math.trunc(epochMs) - POSTGRES_EPOCH_MS) * 1000n;
    return target.writeBigInt64BE(microseconds, offset) - offset;
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

  const size = values.reduce<number>(
    (total, value) => total + 4 + (value === undefined ? 0 : codec.size(value)),
    HEADER_BYTES,
  );
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

/** Dimensions, whether there are NULLs, the elements' type, their count, the first one's number. */
function writeHeader(target: Buffer, values: Values<unknown>, oid: number): void {
  target.writeInt32BE(1, 0);
  target.writeInt32BE(values.includes(undefined) ? 1 : 0, 4);
  target.writeInt32BE(oid, 8);
  target.writeInt32BE(values.length, 12);
  target.writeInt32BE(1, 16);
}
