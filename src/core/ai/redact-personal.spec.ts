import { describe, expect, it } from '@jest/globals';

import { redactPersonal, withoutPersonal } from './redact-personal.ts';

describe('redactPersonal', () => {
  it.each([
    ['Write to ana.p+x@mail.example.co, please', 'Write to [e-mail], please'],
    ['Mi correo: josé@ejemplo.es', 'Mi correo: [e-mail]'],
    ['My card is 4111 1111 1111 1111.', 'My card is [card number].'],
    ['4111-1111-1111-1111', '[card number]'],
    ['Pay to DE89 3704 0044 0532 0130 00', 'Pay to [IBAN]'],
    ['call +34 600 123 456 or (no)', 'call [phone number] or (no)'],
    ['+1 (202) 555-0147', '[phone number]'],
    [
      'Order AB123456 of 2026-11-22, 3 items for 42.50',
      'Order AB123456 of 2026-11-22, 3 items for 42.50',
    ],
    ['', ''],
  ])('%s', (text, redacted) => {
    expect(redactPersonal(text)).toBe(redacted);
  });
});

describe('withoutPersonal', () => {
  it('looks into all texts of a value, and leaves numbers as they are', () => {
    const value = { a: ['ana@mail.test', 1234567890], b: { c: null, d: true } };

    expect(withoutPersonal(value)).toEqual({
      a: ['[e-mail]', 1234567890],
      b: { c: null, d: true },
    });
  });

  it.each(['x', 'x.', '1', '1 ', 'ES', '@', 'x@', 'x@x.'])(
    'reads a hundred thousand of "%s" in one go',
    (piece) => {
      const startedAtMs = performance.now();
      withoutPersonal(piece.repeat(100_000));

      // Read once for each letter, it would take half a minute and more.
      expect(performance.now() - startedAtMs).toBeLessThan(10_000);
    },
  );
});
