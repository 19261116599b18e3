import { describe, expect, it } from '@jest/globals';

import { passwordFault } from './password-rules.ts';

const EMAIL = 'ana.perez@shop.example';

describe('passwordFault', () => {
  it.each(['correct horse battery', 'zwölf Zwerge 🧙‍♂️ im Wald', '   spaces count too   '])(
    'takes "%s"',
    (password) => {
      expect(passwordFault(password, EMAIL)).toBeUndefined();
    },
  );

  it.each([
    ['', /at least 12/],
    ['elevenchars', /at least 12/],
    ['x'.repeat(257), /at most 256/],
    ['ana.perez-2026!', /own name/],
    ['Ana.Perez and more', /own name/],
    ['aaaaaaaaaaaaaaaa', /different characters/],
    ['password123456', /different characters/],
    ['qwertyqwertyqwerty', /different characters/],
  ])('refuses "%s"', (password, why) => {
    expect(passwordFault(password, EMAIL)).toMatch(why);
  });

  it('counts characters as people do not see them: not bytes', () => {
    expect(passwordFault('😀😃😄😁', EMAIL)).toMatch(/at least 12/);
  });
});
