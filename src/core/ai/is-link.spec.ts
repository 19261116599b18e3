import { describe, expect, it } from '@jest/globals';

import { HOLE } from './hole.ts';
import { isLink } from './is-link.ts';

const ORDER = `shop.test/orders/${HOLE}`;

describe('isLink', () => {
  it.each([
    ['shop.test/orders/ab-12', ORDER],
    ['shop.test/o?no=ab12&x=1', `shop.test/o?no=${HOLE}&x=1`],
    ['shop.test/o/no-7-x', `shop.test/o/no-${HOLE}-x`],
    ['shop.test', 'shop.test'],
  ])('takes %s for %s', (link, known) => {
    expect(isLink(link, known)).toBe(true);
  });

  it.each([
    ['shop.test/orders/a/b', ORDER],
    ['shop.test/orders/evil.test', ORDER],
    ['shop.test/orders/x@evil.test', ORDER],
    ['shop.test.evil/orders/1', ORDER],
    ['shop.test/others/1', ORDER],
    ['shop.test/o/no-x', `shop.test/o/no-${HOLE}-x`],
    ['evil.test', HOLE],
    ['evil.test/x', `${HOLE}.test/x`],
    ['shop.company', `shop.com${HOLE}`],
    ['shop.test/a', 'shop.test'],
  ])('does not take %s for %s', (link, known) => {
    expect(isLink(link, known)).toBe(false);
  });

  it('is quick, whatever stands there', () => {
    const startMs = performance.now();

    expect(isLink(`shop.test/${'a-'.repeat(500)}`, `shop.test/${`${HOLE}-`.repeat(50)}x`)).toBe(
      false,
    );
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});
