import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { passagesOf } from './passages-of.ts';

const only = (path: string, text: string): ReturnType<typeof passagesOf> =>
  passagesOf([{ path, text }], ['en', 'es']);

describe('passagesOf', () => {
  it('cuts at headings, and names each piece by its file and heading', () => {
    const text = `Before all.

# Delivery
## How long?
Three days.
## ¿Cuánto?
Free.
`;

    expect(only('knowledge/shop.md', text)).toEqual([
      expect.objectContaining({ id: 'shop.md#top', heading: '', text: 'Before all.' }),
      {
        ...{ id: 'shop.md#how-long', file: 'shop.md', locale: 'en' },
        ...{ heading: 'Delivery › How long?', text: 'Three days.' },
      },
      expect.objectContaining({ id: 'shop.md#cuanto', heading: 'Delivery › ¿Cuánto?' }),
    ]);
  });

  it('knows the language by the folder, and the file by what flows call it', () => {
    const [spanish] = only('knowledge/es/shop.md', '# Envío\nTres días.');
    const [other] = only('knowledge/old/shop.txt', 'Three days.');

    expect(spanish).toMatchObject({ id: 'es/shop.md#envio', file: 'shop.md', locale: 'es' });
    expect(other).toMatchObject({ id: 'old/shop.txt#top', file: 'old/shop.txt', locale: 'en' });
  });

  it('takes no flow, no chat and no file from elsewhere', () => {
    for (const path of ['shop.md', 'knowledge/a.yaml', 'notes/knowledge/a.md', 'bot.yaml']) {
      expect(only(path, 'Three days.')).toEqual([]);
    }
  });

  it('tells headings of one name apart, and leaves headings in code alone', () => {
    const text = '# A\none\n# A\ntwo\n```\n# no heading\n```';

    expect(only('knowledge/a.md', text).map(({ id }) => id)).toEqual(['a.md#a', 'a.md#a-2']);
  });

  it('leaves nothing out, makes no piece too long, and gives no name twice', () => {
    const word = fc.constantFrom('returns', 'free.', 'días', '\n\n', 'x'.repeat(1_300), 'ok!');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (words) => {
        const text = words.join(' ');
        const passages = only('knowledge/a.txt', text);

        expect(passages.every((passage) => passage.text.length <= 1_200)).toBe(true);
        expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
        const squeeze = (of: string): string => of.replaceAll(/\s/g, '');
        expect(squeeze(passages.map((passage) => passage.text).join(''))).toBe(squeeze(text));
      }),
    );
  });
});
