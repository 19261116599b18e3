import { describe, expect, it } from '@jest/globals';

import { mediaTypeOf } from './media-type.ts';

describe('mediaTypeOf', () => {
  it.each([
    ['image/jpeg', 'image'],
    ['image/png', 'image'],
    ['image/webp', 'image'],
    ['audio/ogg; codecs=opus', 'audio'],
    ['audio/amr', 'audio'],
    ['audio/x-m4a', 'audio'],
    ['video/mp4', 'video'],
    ['video/3gpp', 'video'],
  ])('shows %s as %s', (sniffed, kind) => {
    expect(mediaTypeOf(sniffed)).toMatchObject({ kind, inline: true });
  });

  it.each([
    'image/svg+xml',
    'text/html',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'application/x-shockwave-flash',
    'image/svg+xml; charset=utf-8',
    'application/javascript',
    'IMAGE/SVG+XML',
    'constructor',
    '__proto__',
    '',
    null,
  ])('neither shows %s nor calls it by its name', (sniffed) => {
    const served = 'application/octet-stream';

    expect(mediaTypeOf(sniffed)).toEqual({ kind: 'document', served, inline: false });
  });

  it('offers documents to be saved, by their own type', () => {
    expect(mediaTypeOf('application/pdf')).toEqual({
      kind: 'document',
      served: 'application/pdf',
      inline: false,
    });
  });

  it('sends a type and no parameters, which could carry anything', () => {
    expect(mediaTypeOf('image/png; x="\r\nSet-Cookie: a=b"').served).toBe('image/png');
  });
});
