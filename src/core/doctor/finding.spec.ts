import { describe, expect, it } from '@jest/globals';

import { all, asked, green, red, type Said, unseen, verdictOf } from './finding.ts';

const SAID: Readonly<Record<string, Said>> = {
  green: green('g', 'fine'),
  red: red('r', 'wrong', 'mend it'),
  asked: asked('a', 'is it?', 'look'),
  unseen: unseen('u', 'cannot tell', 'again'),
};

describe('verdictOf', () => {
  it.each([
    ['green', ['green']],
    ['green', ['green', 'asked']],
    ['unseen', ['green', 'asked', 'unseen']],
    ['red', ['unseen', 'red', 'green']],
    ['green', []],
  ])('is %s for %j', (verdict, levels) => {
    const said = levels.flatMap((level) => SAID[level] ?? []);

    expect(verdictOf(all('x', said))).toBe(verdict);
  });
});
