import { describe, expect, it } from '@jest/globals';

import { mediaTypeOf } from '#core/media/media-type.ts';

import { aPng, HOSTILE } from '../../../test/support/media/sample-files.ts';
import { ContentFileTypes } from './content-file-types.ts';

const types = new ContentFileTypes();

describe('ContentFileTypes', () => {
  it.each(HOSTILE)('takes %s for what it is', async (_what, bytes, type) => {
    const found = await types.of(bytes);

    if (type === null) expect(mediaTypeOf(found).inline).toBe(false);
    else expect(found).toBe(type);
  });

  it.each([
    [
      'a photo',
      Buffer.concat([Buffer.from('ffd8ffe000104a4649460001', 'hex'), Buffer.alloc(64)]),
      'image',
    ],
    ['a screenshot', aPng(), 'image'],
    ['a sticker', Buffer.from('524946461a000000574542505650384c0d0000002f000000', 'hex'), 'image'],
    [
      'a voice',
      Buffer.concat([
        Buffer.from('OggS'),
        Buffer.alloc(24),
        Buffer.from('OpusHead'),
        Buffer.alloc(64),
      ]),
      'audio',
    ],
    ['a voice of an old phone', Buffer.from('#!AMR\n0000'), 'audio'],
    [
      'a film',
      Buffer.concat([
        Buffer.from('0000001866747970', 'hex'),
        Buffer.from('mp42'),
        Buffer.alloc(64),
      ]),
      'video',
    ],
    [
      'a film of an old phone',
      Buffer.concat([
        Buffer.from('0000001866747970', 'hex'),
        Buffer.from('3gp4'),
        Buffer.alloc(64),
      ]),
      'video',
    ],
  ])('shows %s', async (_what, bytes, kind) => {
    expect(mediaTypeOf(await types.of(bytes))).toMatchObject({ kind, inline: true });
  });

  it('is not kept busy by a large file of nothing', async () => {
    expect(await types.of(Buffer.alloc(20_000_000, 0x20))).toBeNull();
  });
});
