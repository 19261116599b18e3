import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { disposition, fileName, nameInUrl } from './file-name.ts';

describe('fileName', () => {
  it.each([
    ['receipt.pdf', 'receipt.pdf'],
    ['Factura número 7.pdf', 'Factura número 7.pdf'],
    ['../../etc/passwd', 'etcpasswd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['a"; filename=evil.html', 'a filename=evil.html'],
    ['inv\u202Efdp.exe', 'invfdp.exe'],
    ['line\r\nSet-Cookie: x.png', 'lineSet-Cookie x.png'],
    ['.htaccess', 'htaccess'],
    ['  many   blanks .txt ', 'many blanks .txt'],
  ])('makes %j to %j', (given, name) => {
    expect(fileName(given)).toBe(name);
  });

  it.each(['', '   ', '...', '/', '\u202E', '\0'])('makes nothing of %j', (given) => {
    expect(fileName(given)).toBeUndefined();
  });

  it('cuts a long one in its middle, so that its end still tells what it is', () => {
    const name = fileName(`${'😀'.repeat(500)}.pdf`) ?? '';

    expect(Array.from(name)).toHaveLength(120);
    expect(name.endsWith('😀.pdf')).toBe(true);
  });

  it('is itself again, and one line of a header, whatever came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = fileName(given);
        if (name !== undefined) expect(fileName(name)).toBe(name);
        expect(disposition(false, given)).toMatch(
          /^attachment(; filename="[\x20\x21\x23-\x7e]+"; filename\*=UTF-8''[\w%.~!\-&$+#^`|{}=]+)?$/,
        );
      }),
    );
  });
});

describe('nameInUrl', () => {
  it.each([
    ['https://media.example/a/b/receipt%20one.pdf?X-Amz-Signature=1', 'receipt one.pdf'],
    ['https://media.example/', undefined],
    ['https://media.example/%E0%A4', 'E0A4'],
    ['https://media.example/..%2F..%2Fetc%2Fpasswd', 'etcpasswd'],
    ['no address', undefined],
  ])('finds in %j %j', (url, name) => {
    expect(nameInUrl(url)).toBe(name);
  });
});
