import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type FormPart, readForm } from '../../../../test/support/chatwoot/read-form.ts';
import { multipart } from './multipart.ts';

const PARTS = [Buffer.from([1, 2, 13, 10]), Buffer.from([45, 45, 0, 255])];
const NAMES = ['content', 'private', 'attachments[]'];

async function* pieces(): AsyncIterable<Uint8Array> {
  for (const part of PARTS) yield await Promise.resolve(part);
}

async function formOf(name: string, type = 'image/png'): Promise<readonly FormPart[]> {
  const fields = { content: 'Hi\r\n--there', private: 'true' };
  const made = multipart(fields, 'attachments[]', { name, type, size: 8, bytes: pieces() });
  const chunks: Buffer[] = [];
  for await (const chunk of made.body) chunks.push(Buffer.from(chunk as Uint8Array));
  const whole = Buffer.concat(chunks);
  expect(whole.byteLength).toBe(made.length);
  return readForm(made.type, whole);
}

describe('multipart', () => {
  it('is a form of the fields and the file, as long as it says', async () => {
    const [content, isPrivate, file] = await formOf('a photo.png');

    expect([content, isPrivate].map((part) => part?.bytes.toString())).toEqual([
      'Hi\r\n--there',
      'true',
    ]);
    expect(file).toEqual({
      ...{ name: 'attachments[]', filename: 'a photo.png', type: 'image/png' },
      bytes: Buffer.concat(PARTS),
    });
  });

  it.each([
    ['x"; name="private', 'x name=private'],
    ['a\r\nContent-Type: text/html\r\n\r\n<b>.png', 'aContent-Type texthtmlb.png'],
    ['../../etc/passwd', 'etcpasswd'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['\r\n', 'file'],
    ['café ☕.png', 'café ☕.png'],
  ])('calls %j what is safe', async (name, safe) => {
    const parts = await formOf(name);

    expect(parts.map((part) => part.name)).toEqual(NAMES);
    expect(parts.at(-1)?.filename).toBe(safe);
  });

  it.each(['text/html', 'image/svg+xml', '', 'application/x-msdownload', 'x\r\ny: z'])(
    'sends %j as bytes',
    async (type) => {
      const parts = await formOf('a', type);

      expect(parts.at(-1)?.type).toBe('application/octet-stream');
    },
  );

  it('has these parts, whatever a file is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (name) => {
        expect((await formOf(name)).map((part) => part.name)).toEqual(NAMES);
      }),
    );
  });
});
