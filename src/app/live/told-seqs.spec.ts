import { describe, expect, it } from '@jest/globals';

import { News } from './news.ts';
import { ToldSeqs } from './told-seqs.ts';

describe('what was told of conversations', () => {
  const from = (seq: number): ToldSeqs => {
    const told = new ToldSeqs();
    told.behind(new Map([['c', seq]]));
    return told;
  };

  it.each<[string, News, number, boolean]>([
    ['nothing, and nothing is new', new News(), 3, false],
    ['nothing, and something is', new News(), 4, true],
    ['what is new', new News().touch('c', 4, [4]), 4, false],
    ['what is new, in two pieces', new News().touch('c', 4, [4]).touch('c', 5, [5]), 5, false],
    ['less than is new', new News().touch('c', 4, [4]), 5, true],
    ['the last of two', new News().touch('c', 5, [5]), 5, true],
    ['that anything may be', new News().touch('c', 5), 5, false],
    ['what was there already', new News().touch('c', 3, [2]), 4, true],
    ['of another', new News().touch('d', 4, [4]), 4, true],
  ])('looks for what is behind: %s', (_, news, seq, isBehind) => {
    const told = from(3);
    told.hear(news);

    const now = new Map([['c', seq]]);
    expect(told.behind(now)).toEqual(isBehind ? [['c', seq]] : []);
    expect(told.behind(now)).toEqual([]);
  });

  it('forgets what is on no screen any more', () => {
    const told = from(3);
    told.behind(new Map());
    expect(told.behind(new Map([['c', 9]]))).toEqual([]);
  });
});
