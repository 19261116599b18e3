import { describe, expect, it } from '@jest/globals';

import { webhookSignature } from './webhook-signature.ts';

describe('webhookSignature', () => {
  // The example of the specification's own libraries.
  const signed = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

  it('is what receivers make of the same content', () => {
    expect(webhookSignature([secret], signed)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('signs by every secret that counts', () => {
    const both = webhookSignature([secret, 'whsec_b3RoZXI='], signed).split(' ');

    expect(both).toHaveLength(2);
    expect(both[0]).toBe(webhookSignature([secret], signed));
  });
});
