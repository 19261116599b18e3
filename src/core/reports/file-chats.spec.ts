import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type Chat, type ChatMark, fileChats } from './file-chats.ts';

const C = 'c1';
const marksOf = (...texts: readonly string[]): readonly ChatMark[] =>
  texts.map((text, at) => ({ conversationId: C, seq: at + 1, atMs: at * 1000, text }));
const chatsOf = (...texts: readonly string[]): readonly Chat[] =>
  fileChats(marksOf(...texts), []).chats;

describe('fileChats', () => {
  it.each([
    [['began:menu', 'ended:faq'], { flow: 'faq', endedHow: 'ended', people: false, endedMs: 1000 }],
    [['began:faq ended:faq'], { flow: 'faq', endedHow: 'ended', endedMs: 0 }],
    [['began:menu', 'people:track', 'ended:bot'], { flow: 'track', people: true }],
    [['began:menu', 'people:track', 'people:csat'], { flow: 'track', endedHow: undefined }],
    [['began:menu', 'left:menu'], { endedHow: 'left', people: false }],
    [['began:menu', 'merged:'], { endedHow: 'merged', flow: 'menu' }],
    [['began:menu', 'rated:2', 'rated:4 ended:csat'], { csat: 4, flow: 'csat' }],
  ] as const)('of %j makes %j', (texts, expected) => {
    const chats = chatsOf(...texts);

    expect(chats).toHaveLength(1);
    expect(chats[0]).toMatchObject(expected);
  });

  it('passes over what belongs to a chat that began before there were marks', () => {
    expect(fileChats(marksOf('people:track', 'rated:4', 'ended:track'), [])).toEqual({
      chats: [],
      ratings: [],
    });
  });

  it('ends a chat whose end nobody saw when the next one begins', () => {
    const chats = chatsOf('began:menu', 'began:faq');

    expect(chats.map(({ endedHow, flow }) => [flow, endedHow])).toEqual([
      ['menu', 'lost'],
      ['faq', undefined],
    ]);
  });

  it('says between which events the handoff is that a rating is about', () => {
    const { ratings } = fileChats(marksOf('began:menu', 'people:track', 'rated:5 ended:csat'), []);

    expect(ratings).toEqual([{ conversationId: C, from: 1, to: 3, score: 5 }]);
  });

  it('files the same whether marks come at once or page by page', () => {
    const text = fc.constantFrom(
      ...['began:a', 'began:a ended:a', 'began:d people:d', 'people:b', 'ended:c', 'left:c'],
      ...['rated:3', 'rated:5 ended:c', 'merged:'],
    );
    const mark = fc.record({ who: fc.constantFrom('c1', 'c2', 'c3'), text });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 40 }), fc.nat(10), (given, size) => {
        const marks = given.map(({ who, text: said }, at): ChatMark => {
          return { conversationId: who, seq: at + 1, atMs: at, text: said };
        });

        const stored = new Map<string, Chat>();
        for (let at = 0; at < marks.length; at += size + 1) {
          const page = marks.slice(at, at + size + 1);
          for (const chat of fileChats(page, newestOf(stored)).chats) stored.set(keyOf(chat), chat);
        }
        const atOnce = fileChats(marks, []).chats;

        expect([...stored.values()].sort(byKey)).toEqual([...atOnce].sort(byKey));
        expect(atOnce).toHaveLength(
          given.filter(({ text: said }) => said.startsWith('began')).length,
        );
      }),
    );
  });
});

const keyOf = ({ conversationId, seq }: Chat): string => `${conversationId}.${String(seq)}`;
const byKey = (one: Chat, other: Chat): number => keyOf(one).localeCompare(keyOf(other));

function newestOf(stored: ReadonlyMap<string, Chat>): readonly Chat[] {
  const newest = new Map<string, Chat>();
  for (const chat of [...stored.values()].sort((one, other) => one.seq - other.seq)) {
    newest.set(chat.conversationId, chat);
  }
  return [...newest.values()];
}
