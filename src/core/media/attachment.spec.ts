import { describe, expect, it } from '@jest/globals';

import { attachmentKind } from './attachment.ts';

describe('attachmentKind', () => {
  it.each([
    ['image/jpeg', 'image'],
    ['image/png', 'image'],
    ['application/pdf', 'document'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
  ])('sends %s as %s', (type, kind) => {
    expect(attachmentKind(type)).toBe(kind);
  });

  it.each([
    'image/svg+xml',
    'text/html',
    'image/gif',
    'video/mp4',
    'application/zip',
    'toString',
    null,
  ])('does not send %s', (type) => {
    expect(attachmentKind(type)).toBeUndefined();
  });
});
