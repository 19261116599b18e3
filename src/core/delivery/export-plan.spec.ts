import { describe, expect, it } from '@jest/globals';

import { aliasValue, type Identity } from '#core/conversation/identity.ts';

import { addresseeOf } from './addressee.ts';
import { exportPlansOf, isProfileOf, profilesIn, wantedIn } from './export-plan.ts';

const wanting = (recipient: Identity, ...attributes: string[]) => ({ recipient, attributes });
const byId = (value: string, ...attributes: string[]) =>
  wanting({ kind: 'external_id', value }, ...attributes);

describe('exportPlansOf', () => {
  it('asks for fifty people at once, each braze_id by itself', () => {
    const rows = [
      ...Array.from({ length: 60 }, (_, n) => byId(String(n), 'tier')),
      wanting({ kind: 'alias', value: aliasValue('phone', '+1') }, 'tier'),
      wanting({ kind: 'phone', value: '+2' }, 'tier'),
      wanting({ kind: 'braze_id', value: 'b1' }, 'tier'),
      wanting({ kind: 'braze_id', value: 'b2' }, 'tier'),
    ];

    expect(exportPlansOf(rows).map(({ people }) => people.length)).toEqual([50, 10, 2, 1, 1]);
  });

  it('asks for nothing that nobody wants', () => {
    const fields = (...wanted: string[]) => exportPlansOf([byId('a', ...wanted)])[0]?.fields;

    expect(fields('first_name')).toEqual(['external_id', 'braze_id', 'user_aliases', 'first_name']);
    expect(fields('tier', 'language')).toEqual([
      ...['external_id', 'braze_id', 'user_aliases', 'language', 'custom_attributes'],
    ]);
  });
});

describe('What an export says', () => {
  const profile = {
    ...{ external_id: 'a', braze_id: 'b', first_name: 'Ann', email: 'a@shop.example' },
    user_aliases: [{ alias_name: '+1', alias_label: 'phone' }],
    custom_attributes: { tier: 'gold', secret: 1 },
  };

  it.each<[Identity, boolean]>([
    [{ kind: 'external_id', value: 'a' }, true],
    [{ kind: 'external_id', value: 'b' }, false],
    [{ kind: 'braze_id', value: 'b' }, true],
    [{ kind: 'phone', value: '+1' }, true],
    [{ kind: 'bsuid', value: '+1' }, false],
  ])('belongs to %j: %s', (identity, isTheirs) => {
    expect(isProfileOf(profile, addresseeOf(identity))).toBe(isTheirs);
  });

  it('is looked at for what is wanted alone', () => {
    expect(wantedIn(profile, ['tier', 'first_name', 'absent'])).toEqual({
      ...{ tier: 'gold', first_name: 'Ann' },
    });
    expect(wantedIn({ custom_attributes: null }, ['tier'])).toEqual({});
  });

  it('may be anything', () => {
    expect(profilesIn({ users: [profile, null, 'x'] })).toEqual([profile]);
    expect(profilesIn({ message: 'success' })).toBeUndefined();
    expect(profilesIn('no')).toBeUndefined();
  });
});
