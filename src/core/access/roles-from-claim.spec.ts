import { describe, expect, it } from '@jest/globals';

import { readRoleMapping, type RoleMapping, rolesFromClaim } from './roles-from-claim.ts';

describe('readRoleMapping', () => {
  it('reads values, each with one role or several', () => {
    expect(readRoleMapping('support=agent, cn=leads=agent+lead,')).toEqual(
      new Map([
        ['support', ['agent']],
        ['cn=leads', ['agent', 'lead']],
      ]),
    );
  });

  it.each([
    ['support', /must look like/],
    ['=agent', /must look like/],
    ['support=boss', /"boss".*no role/],
    ['support=', /no role/],
  ])('says what is wrong with "%s"', (text, why) => {
    expect(readRoleMapping(text)).toMatch(why);
  });
});

describe('rolesFromClaim', () => {
  const mapping = readRoleMapping('support=agent,leads=agent+lead') as RoleMapping;

  it.each([
    ['support', ['agent']],
    [
      ['support', 'leads'],
      ['agent', 'lead'],
    ],
    [['strangers'], []],
    ['__proto__', []],
    [undefined, []],
    [{ support: true }, []],
    [[['support']], []],
  ])('makes of %j: %j', (claim, roles) => {
    expect(rolesFromClaim(claim, mapping)).toEqual(roles);
  });
});
