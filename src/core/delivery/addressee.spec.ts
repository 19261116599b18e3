import { describe, expect, it } from '@jest/globals';

import { aliasValue, type Identity } from '#core/conversation/identity.ts';

import { addresseeOf } from './addressee.ts';

describe('addresseeOf', () => {
  it.each<[Identity, unknown]>([
    [
      { kind: 'external_id', value: 'u' },
      { kind: 'external-id', id: 'u' },
    ],
    [
      { kind: 'braze_id', value: 'b' },
      { kind: 'braze-id', id: 'b' },
    ],
    [
      { kind: 'alias', value: aliasValue('shop', 'n"1') },
      { kind: 'alias', label: 'shop', name: 'n"1' },
    ],
    [
      { kind: 'bsuid', value: 's' },
      { kind: 'alias', label: 'whats_app_bsuid', name: 's' },
    ],
    [
      { kind: 'phone', value: '+34600' },
      { kind: 'alias', label: 'phone', name: '+34600' },
    ],
  ])('names %j as a send can', (identity, addressee) => {
    expect(addresseeOf(identity)).toEqual(addressee);
  });
});
