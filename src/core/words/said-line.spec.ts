import { describe, expect, it } from '@jest/globals';

import { saidLinesIn } from './said-line.ts';

describe('what was said in the log', () => {
  const line = (kind: string, payload: object) => ({
    ...{ conversationId: 'ana', seq: 7, atMs: 1_000, kind },
    payload: JSON.stringify(payload),
  });

  it.each(['message', 'agent-reply', 'agent-template', 'chat-started', 'noted'])(
    'is the text of each %s',
    (kind) => {
      expect(saidLinesIn([line(kind, { text: 'my parcel', by: 'someone' })])).toEqual([
        { conversationId: 'ana', seq: 7, atMs: 1_000, text: 'my parcel' },
      ]);
    },
  );

  it.each([
    ['a message without words', line('message', { media: ['https://cdn.example/a.jpg'] })],
    ['an empty text', line('message', { text: '' })],
    ['a text that is none', line('message', { text: null })],
    ['what nobody says', line('timer', { text: 'menu' })],
  ])('is not %s', (_, each) => {
    expect(saidLinesIn([each])).toEqual([]);
  });
});
