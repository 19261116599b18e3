import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

import { Passwords } from '#app/ports/passwords.ts';

/**
 * 16 MB for each, five times over.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Each takes a thread of four that others need too, and memory. */
const AT_ONCE = 2;
const STORED = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

interface Stored {
  readonly cost: typeof COST;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** `scrypt$N$r$p$salt$key`, so that the cost can be raised and what is stored can still be read. */
export class ScryptPasswords extends Passwords {
  private readonly nobodys: Stored = {
    cost: COST,
    salt: randomBytes(SALT_BYTES),
    key: randomBytes(KEY_BYTES),
  };
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  override async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const key = await this.derive(password, salt, COST);
    const { N, r, p } = COST;
    return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
  }

  override async verify(password: string, hash: string | undefined): Promise<boolean> {
    const stored = hash === undefined ? undefined : read(hash);
    const { cost, salt, key } = stored ?? this.nobodys;
    const given = await this.derive(password, salt, cost);
    return timingSafeEqual(given, key) && stored !== undefined;
  }

  private async derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
    if (this.running >= AT_ONCE) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      // What looks the same is the same password, however the keyboard wrote it.
      return await scryptOf(password.normalize('NFKC'), salt, cost);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

function scryptOf(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, cost, (failure, key) => {
      if (failure === null) resolve(key);
      else reject(failure);
    });
  });
}

function read(hash: string): Stored | undefined {
  const [, N, r, p, salt = '', key = ''] = STORED.exec(hash) ?? [];
  const bytes = Buffer.from(key, 'base64url');
  if (N === undefined || bytes.length !== KEY_BYTES) return undefined;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64url'), key: bytes };
}
