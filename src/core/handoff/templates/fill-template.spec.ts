import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AgentTemplate, TemplateVersion } from './agent-template.ts';
import { fillTemplate } from './fill-template.ts';

const VERSION: TemplateVersion = {
  ...{ locale: 'en', campaignId: 'c-en' },
  body: 'Hello {{ name }}, {{name}}: order {{ order_no }}.',
};
const variable = (name: string, maxLength = 20, property = name) => ({
  ...{ name, maxLength, property, titles: new Map<string, string>(), from: undefined },
});
const TEMPLATE: AgentTemplate = {
  ...{ name: 'news', titles: new Map(), category: 'utility', optIn: undefined },
  versions: [VERSION],
  variables: [variable('name'), variable('order_no', 8, 'order'), variable('elsewhere')],
};
const fill = (values: Readonly<Record<string, string>>, body = VERSION.body) =>
  fillTemplate(TEMPLATE, { ...VERSION, body }, values);

describe('fillTemplate', () => {
  it('fills in each variable, and hands each to the property that carries it', () => {
    expect(fill({ name: ' Ana ', order_no: 'AB123456' })).toEqual({
      text: 'Hello Ana, Ana: order AB123456.',
      template: {
        ...{ name: 'news', locale: 'en', campaignId: 'c-en' },
        properties: { name: 'Ana', order: 'AB123456' },
      },
    });
  });

  it.each([
    ['is missing', {}, 'missing'],
    ['is blank', { name: '  ' }, 'missing'],
    ['is too long', { name: 'x'.repeat(21) }, 'too-long'],
    ['has a line break', { name: 'a\nb' }, 'not-one-line'],
    ['has a tab', { name: 'a\tb' }, 'not-one-line'],
    ['has five spaces in a row', { name: 'a     b' }, 'not-one-line'],
    ['has half a character', { name: 'a\ud800b' }, 'not-one-line'],
    ['has a line separator', { name: 'a\u2028b' }, 'not-one-line'],
    ['is inherited', JSON.parse('{"__proto__":{"name":"x"}}') as object, 'missing'],
  ])('names the variable that %s', (_what, given, why) => {
    const filled = fill({ order_no: 'AB123456', ...(given as Record<string, string>) });

    expect('faults' in filled && filled.faults).toContainEqual(
      expect.objectContaining({ at: 'name', why }),
    );
  });

  it('names all that is wrong at once, and what the template has no place for', () => {
    const filled = fill({ order_no: 'AB1234567', colour: 'red' });

    expect('faults' in filled && filled.faults).toEqual([
      { at: 'colour', why: 'unknown' },
      { at: 'name', why: 'missing' },
      { at: 'order_no', why: 'too-long', most: 8 },
    ]);
  });

  it('asks for nothing that this language does not show', () => {
    expect(fill({}, 'Hello.')).toMatchObject({ text: 'Hello.', template: { properties: {} } });
  });

  it('counts what the whole comes to', () => {
    const filled = fill(
      { name: 'x', order_no: 'y' },
      `${'w'.repeat(1_020)} {{ name }} {{ order_no }}`,
    );
    const faults = 'faults' in filled ? filled.faults : [];

    expect(faults).toEqual([]);
    expect(
      'faults' in fill({ name: 'xxxxx', order_no: 'y' }, `${'w'.repeat(1_020)} {{ name }}`),
    ).toBe(true);
  });

  it('sends nothing that WhatsApp refuses, and never a brace of its own, whatever is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (name, order_no) => {
          const filled = fill({ name, order_no });
          if ('faults' in filled) return;
          const { properties } = filled.template;
          for (const value of Object.values(properties)) {
            expect(value).not.toMatch(/[\n\r\t\0]| {5}/);
            expect(value.trim()).not.toBe('');
          }
          expect(filled.text).toBe(
            `Hello ${name.trim()}, ${name.trim()}: order ${order_no.trim()}.`,
          );
        },
      ),
    );
  });
});
