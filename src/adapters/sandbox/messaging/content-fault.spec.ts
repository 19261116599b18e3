import { describe, expect, it } from '@jest/globals';

import type { MessageContent } from './chat-message.ts';
import { contentFault } from './content-fault.ts';

const row = { title: 'Track', description: '' };

describe('contentFault', () => {
  it.each<[string, MessageContent, string | undefined]>([
    ['4,096 characters', { kind: 'text', text: 'x'.repeat(4_096) }, undefined],
    ['4,096 emoji', { kind: 'text', text: '🙂'.repeat(4_096) }, undefined],
    ['one more', { kind: 'text', text: 'x'.repeat(4_097) }, '4097 characters'],
    ['a blank text', { kind: 'text', text: ' \n' }, 'blank'],
    ['three buttons', { kind: 'buttons', text: 'Which?', buttons: ['a', 'b', 'c'] }, undefined],
    ['four', { kind: 'buttons', text: '?', buttons: ['a', 'b', 'c', 'd'] }, '1 to 3'],
    ['none', { kind: 'buttons', text: '?', buttons: [] }, '1 to 3'],
    ['two alike', { kind: 'buttons', text: '?', buttons: ['a', 'a'] }, 'the same'],
    ['a long button', { kind: 'buttons', text: '?', buttons: ['x'.repeat(21)] }, '20'],
    [
      'ten rows',
      { kind: 'list', text: '?', button: 'See', rows: Array<typeof row>(10).fill(row) },
      undefined,
    ],
    [
      'eleven',
      { kind: 'list', text: '?', button: 'See', rows: Array<typeof row>(11).fill(row) },
      '1 to 10',
    ],
    ['no list button', { kind: 'list', text: '?', button: '', rows: [row] }, 'list button'],
    [
      'a long description',
      {
        kind: 'list',
        text: '?',
        button: 'See',
        rows: [{ title: 'a', description: 'x'.repeat(73) }],
      },
      '72',
    ],
    ['an image', { kind: 'image', url: 'https://x.test/a.png', caption: '' }, undefined],
    ['an image without an address', { kind: 'image', url: '', caption: '' }, 'no http(s) address'],
    ['a template with a new line', { kind: 'template', text: 'a\nb' }, 'new lines'],
  ])('judges %s', (_, content, reason) => {
    const fault = contentFault(content);

    if (reason === undefined) expect(fault).toBeUndefined();
    else expect(fault?.reason).toContain(reason);
  });
});
