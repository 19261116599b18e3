import { describe, expect, it } from '@jest/globals';

import { DRAFT_RULES } from './aid.ts';
import { ALL_RULES } from './prompt.ts';
import { type AidAllowed, readAid } from './read-aid.ts';

const ALLOWED: AidAllowed = {
  rules: DRAFT_RULES,
  own: ['See shop.example/returns, call +34 900 111 222 or write to help@shop.example.'],
  sources: ['a.md#one', 'a.md#two'],
};
const reads = (text: string, more: object = {}): ReturnType<typeof readAid> =>
  readAid(
    { content: JSON.stringify({ text, ...more }), finish: 'stop', refusal: undefined },
    ALLOWED,
  );

describe('readAid', () => {
  it('takes plain text, with the passages that it was given', () => {
    expect(reads('Three days.', { sources: ['a.md#two', 'b.md#made-up'] })).toEqual({
      ...{ text: 'Three days.', sources: ['a.md#two'] },
    });
  });

  it('lets the company’s own link, number and address through', () => {
    const text = 'See shop.example/returns, call +34 900 111 222 or help@shop.example';

    expect(reads(text)).toEqual({ text, sources: [] });
  });

  it('takes out what identifies people and was made up', () => {
    expect(reads('Write to ana.perez@mail.test, card 4111 1111 1111 1111')).toEqual({
      ...{ text: 'Write to [e-mail], card [card number]', sources: [] },
    });
  });

  it('makes a template’s braces harmless', () => {
    expect(reads('Hello {{ name }}')).toEqual({ text: 'Hello  name', sources: [] });
  });

  it.each([
    ['a link from elsewhere', 'Pay at https://evil.test/pay', /link/],
    ['a link without a scheme', 'Pay at pay-here.com/x', /link/],
    ['HTML', 'Hello <img src=x>', /link/],
    ['nothing', '  ', /said nothing/],
    ['far too much', 'word '.repeat(300), /too much/],
    ['the rules of drafts', `Sure: ${DRAFT_RULES.slice(0, 120)}`, /rules/],
    ['them backwards', Array.from(DRAFT_RULES.slice(0, 120)).reverse().join(''), /rules/],
    ['the rules of answers', ALL_RULES.slice(0, 120), /rules/],
  ])('refuses %s', (_what, text, why) => {
    const read = reads(text);

    expect('refused' in read && read.refused).toMatch(why);
  });

  it.each([
    ['no JSON', { content: 'Sure! {"text": "Hi"', finish: 'stop', refusal: undefined }],
    ['a list', { content: '["Hi"]', finish: 'stop', refusal: undefined }],
    ['null', { content: 'null', finish: 'stop', refusal: undefined }],
    ['a refusal', { content: '{"text":"Hi"}', finish: 'stop', refusal: 'I cannot' }],
    ['a broken answer', { content: '{"text":"Hi"}', finish: 'length', refusal: undefined }],
    ['a tool', { content: undefined, finish: 'tool_calls', refusal: undefined }],
  ])('refuses %s', (_what, answer) => {
    expect(readAid(answer, ALLOWED)).toHaveProperty('refused');
  });
});
