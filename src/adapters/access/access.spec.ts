import { describe, expect, it } from '@jest/globals';

import { NodeAccessTokens } from './node-access-tokens.ts';
import { ScryptPasswords } from './scrypt-passwords.ts';

describe('ScryptPasswords', () => {
  const passwords = new ScryptPasswords();

  it('knows a password again, and no other', async () => {
    const hash = await passwords.hash('correct horse battery');

    expect(await passwords.verify('correct horse battery', hash)).toBe(true);
    expect(await passwords.verify('correct horse batterz', hash)).toBe(false);
    expect(hash).toMatch(/^scrypt\$16384\$8\$5\$/);
  });

  it('stores the same password differently each time', async () => {
    const [one, other] = await Promise.all([
      passwords.hash('same words'),
      passwords.hash('same words'),
    ]);

    expect(one).not.toBe(other);
  });

  it.each([undefined, '', 'plain text', 'scrypt$2$8$1$c2FsdA$dG9vIHNob3J0'])(
    'lets nobody in where %j is stored',
    async (stored) => {
      expect(await passwords.verify('', stored)).toBe(false);
    },
  );

  it('takes the same words from keyboards that write them differently', async () => {
    const hash = await passwords.hash('ma\u00f1ana te escribo');

    expect(await passwords.verify('man\u0303ana te escribo', hash)).toBe(true);
  });
});

describe('NodeAccessTokens', () => {
  const tokens = new NodeAccessTokens();

  it('never makes the same twice', () => {
    const made = new Set(Array.from({ length: 1000 }, () => tokens.next()));

    expect(made.size).toBe(1000);
    expect([...made][0]).toMatch(/^[\w-]{43}$/);
  });

  it('makes one-time passwords that are long enough and easy to read', () => {
    expect(tokens.oneTimePassword()).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  });

  it('keeps what is stored and what a page sends apart', () => {
    const token = tokens.next();

    expect(tokens.hashOf(token)).toBe(tokens.hashOf(token));
    expect(tokens.csrfOf(token)).not.toBe(tokens.hashOf(token));
    expect(tokens.csrfOf(token)).not.toContain(token);
  });

  it.each([
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['', 'abc', false],
  ])('compares "%s" with "%s": %s', (one, other, same) => {
    expect(tokens.same(one, other)).toBe(same);
  });
});
