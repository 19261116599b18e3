import { describe, expect, it } from '@jest/globals';

import { aliasValue, type Identity } from '#core/conversation/identity.ts';

import { guardedBecause, letsAllThrough } from './recipient-guard.ts';

const ana: Identity = { kind: 'external_id', value: 'ana' };

describe('guardedBecause', () => {
  it.each<[string, Identity, readonly string[], boolean]>([
    ['somebody who is named', ana, ['ana'], true],
    ['somebody else', { ...ana, value: 'bob' }, ['ana'], false],
    ['a name that only begins so', { ...ana, value: 'ana-2' }, ['ana'], false],
    ['a beginning that is named', { ...ana, value: 'qa-7' }, ['qa-*'], true],
    ['another case', { ...ana, value: 'Ana' }, ['ana'], false],
    ['a phone number', { kind: 'phone', value: '+34600111222' }, ['+34600111222'], true],
    ['a Braze id', { kind: 'braze_id', value: 'b1' }, ['b1'], true],
    ['an alias by its name', { kind: 'alias', value: aliasValue('crm', '7') }, ['7'], true],
    ['an alias by both parts', { kind: 'alias', value: aliasValue('crm', '7') }, ['crm:7'], true],
    ['an alias of another label', { kind: 'alias', value: aliasValue('x', '7') }, ['crm:7'], false],
  ])('decides on %s', (_, recipient, onlyTo, isLet) => {
    const reason = guardedBecause({ dryRun: false, onlyTo }, recipient);

    expect(reason === undefined).toBe(isLet);
    if (!isLet) expect(reason).toContain('PARLEY_ONLY_TO');
  });

  it('lets nobody through in a dry run, named or not', () => {
    expect(guardedBecause({ dryRun: true, onlyTo: ['ana'] }, ana)).toContain('PARLEY_DRY_RUN');
  });

  it('lets everybody through where nothing is set', () => {
    const open = { dryRun: false, onlyTo: undefined };

    expect(guardedBecause(open, ana)).toBeUndefined();
    expect(letsAllThrough(open)).toBe(true);
  });
});
