import { describe, expect, it } from '@jest/globals';

import { en as boardEn } from '../board/words.en.ts';
import { es as boardEs } from '../board/words.es.ts';
import { en as deskEn } from '../desk/words.en.ts';
import { es as deskEs } from '../desk/words.es.ts';
import { en as reportsEn } from '../reports/words.en.ts';
import { es as reportsEs } from '../reports/words.es.ts';

type Dictionary = Readonly<Record<string, string>>;

const braces = (text = ''): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each<[string, Dictionary, Dictionary]>([
  ['desk', deskEn, deskEs],
  ['board', boardEn, boardEs],
  ['reports', reportsEn, reportsEs],
])('the words of the %s', (_, en, es) => {
  it('are the same keys in each language, and none is blank', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    expect(Object.entries({ ...en, ...es }).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same to be filled in, in each language', () => {
    const other = Object.keys(en).filter(
      (key) => braces(en[key]).join(' ') !== braces(es[key]).join(' '),
    );

    expect(other).toEqual([]);
  });
});
