import { describe, expect, it } from '@jest/globals';

import { HOLE } from '#core/ai/hole.ts';

import type { Slot } from '../../model/slot.ts';
import type { FlowContext } from '../flow-context.ts';
import { ownWords } from './own-words.ts';

const SLOTS = new Map<string, Slot>([
  ['story', { type: 'text' }],
  ['count', { type: 'integer' }],
  ['photo', { type: 'link' }],
  ['order', { type: 'object', fields: { note: { type: 'text' }, late: { type: 'boolean' } } }],
  ['things', { type: 'list', of: { type: 'text' } }],
]);
const VALUES = {
  ...{ story: 'see evil.test', count: 3, photo: 'https://shop.test/a.jpg' },
  ...{ order: { note: 'evil.test', late: true, more: 'evil.test' }, things: ['evil.test'] },
};
const own = (copy: string): string | undefined =>
  ownWords(copy, SLOTS)({ locale: 'en', slots: VALUES } as unknown as FlowContext);

describe('ownWords', () => {
  it('leaves out what others wrote, and nothing else', () => {
    expect(own('{{ count }} of https://shop.test/o/{{ story }}: {{ photo }}')).toBe(
      `3 of https://shop.test/o/${HOLE}: https://shop.test/a.jpg`,
    );
    expect(own('{{ order.note }}{{ order.more }}{{ things | join }}')).toBe(HOLE.repeat(3));
    expect(own('{% if order.late %}Late.{% endif %}')).toBe('Late.');
  });

  it('has nothing to leave out where nothing is filled in', () => {
    expect(own('Returns are free.')).toBeUndefined();
  });
});
