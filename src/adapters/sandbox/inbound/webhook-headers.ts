import { createHmac } from 'node:crypto';

import { nameOf } from '../people/person.ts';
import type { InboundMoment } from './webhook-payload.ts';

/**
 * The headers that our set-up guide has the marketer add.
 *
 * The signature covers user, dispatch and timestamp joined by dots: Liquid cannot sign a body.
 */
export function webhookHeaders(
  moment: InboundMoment,
  secret: string,
  signs: boolean,
): Readonly<Record<string, string>> {
  const basic = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  return signs ? { ...basic, ...identityHeaders(moment, secret) } : basic;
}

function identityHeaders(moment: InboundMoment, secret: string): Record<string, string> {
  const user = nameOf(moment.person, 'external_id') ?? '';
  const timestamp = String(Math.floor(moment.at.getTime() / 1_000));
  const signed = [user, moment.dispatchId, timestamp].join('.');
  return {
    'x-parley-user': headerBytes(user),
    'x-parley-dispatch': moment.dispatchId,
    'x-parley-timestamp': timestamp,
    'x-parley-signature': createHmac('sha256', secret).update(signed).digest('hex'),
  };
}

/** UTF-8 bytes in a header, as Ruby sends them; control characters cannot stand in one. */
function headerBytes(value: string): string {
  const printable = value.replaceAll(/\p{Cc}/gu, ' ');
  return Buffer.from(printable, 'utf8').toString('latin1');
}
