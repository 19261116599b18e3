import type { JsonFault } from './scan-json.ts';

const TEMPLATE = 'use the template in docs/braze/inbound-webhook.md, which escapes every value';

/** What an operator does about a body that cannot be read, by what is wrong with it. */
export const BODY_FAULTS: Readonly<Record<JsonFault, string>> = {
  'not-json': `The body is not JSON, and where the text ends cannot be told: ${TEMPLATE}`,
  'not-an-object': 'The body is not a JSON object: was another service pointed at this address?',
  'duplicate-keys': `A key comes twice, and which is the template's cannot be told: ${TEMPLATE}`,
  'too-deep': 'The body nests deeper than 32 levels, as no template does',
  'too-many-keys': 'The body has more than 256 keys, as no template does',
};
