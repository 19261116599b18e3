import { describe, expect, it } from '@jest/globals';

import { permissionsOf, type Role } from './policy.ts';
import { EVERYTHING, type Scope, scopeOf, seesQueue } from './scope.ts';

const scopeFor = (role: Role, queues: readonly string[]): Scope =>
  scopeOf({ id: 'a1', queues, permissions: permissionsOf([role], 'person') });

describe('scopeOf', () => {
  it('shows agents the queues that they are given, and what they took', () => {
    expect(scopeFor('agent', ['care'])).toEqual({ kind: 'some', queues: ['care'], agent: 'a1' });
  });

  it('shows agents of every queue everything', () => {
    expect(scopeFor('agent', ['care', '*'])).toEqual(EVERYTHING);
  });

  it.each(['lead', 'admin', 'auditor'] as const)('shows a %s everything', (role) => {
    expect(scopeFor(role, [])).toEqual(EVERYTHING);
  });

  it('shows leads of some queues these, and admins and auditors everything even so', () => {
    expect(scopeFor('lead', ['care'])).toEqual({ kind: 'some', queues: ['care'], agent: 'a1' });
    expect(scopeFor('lead', ['care', '*'])).toEqual(EVERYTHING);
    expect(scopeFor('admin', ['care'])).toEqual(EVERYTHING);
    expect(scopeFor('auditor', ['care'])).toEqual(EVERYTHING);
  });

  it('shows designers nothing, whatever queues stand beside their name', () => {
    expect(scopeFor('designer', ['*'])).toEqual({ kind: 'some', queues: [], agent: 'a1' });
  });
});

describe('seesQueue', () => {
  it.each([
    [['care'], 'care', true],
    [['care'], 'billing', false],
    [[], 'care', false],
  ])('of %j, asked for %s: %s', (queues, queue, expected) => {
    expect(seesQueue({ kind: 'some', queues, agent: 'a1' }, queue)).toBe(expected);
    expect(seesQueue(EVERYTHING, queue)).toBe(true);
  });
});
