import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { HmacSha256 } from './hmac-sha256.ts';

describe('HmacSha256', () => {
  it('is what Node makes of any secret and any text', () => {
    const secrets = fc.string({ unit: 'binary', maxLength: 200 });
    const texts = fc.string({ unit: 'binary', maxLength: 5000 });
    fc.assert(
      fc.property(secrets, fc.array(texts, { maxLength: 3 }), (secret, signed) => {
        const hmac = new HmacSha256(secret);

        for (const text of signed) {
          const expected = createHmac('sha256', secret).update(text).digest('hex');
          expect(hmac.hex(text)).toBe(expected);
        }
      }),
    );
  });

  it.each([63, 64, 65])('is the same for a secret of %d bytes, a block being 64', (length) => {
    const secret = 'k'.repeat(length);

    const expected = createHmac('sha256', secret).update('ana.d1.1764000000').digest('hex');
    expect(new HmacSha256(secret).hex('ana.d1.1764000000')).toBe(expected);
  });
});
