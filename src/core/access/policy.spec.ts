import { describe, expect, it } from '@jest/globals';

import { isRole, PERMISSIONS, permissionsOf, POLICY, ROLES } from './policy.ts';

describe('permissionsOf', () => {
  it('allows nothing to who has no role', () => {
    expect(permissionsOf([], 'person')).toEqual(new Set());
  });

  it('allows admins everything', () => {
    expect(permissionsOf(['admin'], 'person')).toEqual(new Set(PERMISSIONS));
  });

  it('adds up what several roles allow', () => {
    const both = permissionsOf(['agent', 'designer'], 'person');

    expect(both).toEqual(
      new Set([...permissionsOf(['agent'], 'person'), ...permissionsOf(['designer'], 'person')]),
    );
  });

  it('never lets an API key make people or keys, whatever its roles', () => {
    const key = permissionsOf(ROLES, 'key');

    expect([...key].filter((permission) => POLICY[permission].by === 'person')).toEqual([]);
    expect(key).not.toContain('people.change');
    expect(key).not.toContain('api-keys.change');
  });

  it('lets auditors read and change nothing', () => {
    const changing = /\.(change|pause|take|return|reply)$/;
    const auditor = [...permissionsOf(['auditor'], 'person')];

    expect(auditor.filter((permission) => changing.test(permission))).toEqual(['password.change']);
  });

  it('shows conversations of every queue to nobody who may not read any', () => {
    for (const role of ROLES) {
      const allowed = permissionsOf([role], 'person');
      if (allowed.has('conversations.read-all')) expect(allowed).toContain('conversations.read');
    }
  });

  it('has nothing that nobody may do', () => {
    for (const permission of PERMISSIONS) expect(POLICY[permission].roles).not.toHaveLength(0);
  });
});

describe('isRole', () => {
  it.each([
    ['agent', true],
    ['Agent', false],
    ['__proto__', false],
    ['', false],
  ])('says of "%s": %s', (text, expected) => {
    expect(isRole(text)).toBe(expected);
  });
});
