import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { saidOf } from './said-text.ts';

type Properties = Readonly<Record<string, unknown>>;

describe('saidOf', () => {
  it.each<[string, Properties, string]>([
    ['the property of the integration', { a: 'x', external_system_msg_body: 'Hello' }, 'Hello'],
    ['text', { greeting: 'x', text: 'Hello' }, 'Hello'],
    ['body', { greeting: 'x', body: 'Hello' }, 'Hello'],
    ['what is nothing else', { image_url: 'x', button_1: 'Yes', caption: 'Hello' }, 'Hello'],
    ['no address', { photo: 'https://a.example/1', caption: 'Hello' }, 'Hello'],
    ['nothing where there is none', { image_url: 'https://a.example/1', list_button: 'See' }, ''],
    ['nothing that is no text', { text: 7, body: null }, ''],
  ])('reads %s', (_, properties, text) => {
    expect(saidOf({ properties }).text).toBe(text);
  });

  it.each<[string, Properties, readonly string[]]>([
    ['one by one', { button_1: 'Yes', button_2: 'No' }, ['Yes', 'No']],
    ['as a list of texts', { buttons: ['Yes', 'No'] }, ['Yes', 'No']],
    ['as rows with titles', { rows: [{ title: 'AB1', description: 'x' }] }, ['AB1']],
    ['as parts with texts', { buttons: [{ text: 'Yes' }] }, ['Yes']],
    ['not at all', { list_button: 'See', button_url_1: 'https://a.example' }, []],
  ])('reads buttons that were given %s', (_, properties, buttons) => {
    expect(saidOf({ properties }).buttons).toEqual(buttons);
  });

  it('reads the address of a picture', () => {
    const properties = { image_url: 'https://a.example/1.png', text: 'Your parcel' };

    expect(saidOf({ properties })).toEqual({
      ...{ text: 'Your parcel', image: 'https://a.example/1.png', buttons: [] },
    });
  });

  it('shows texts, whatever a campaign was given', () => {
    const name = fc.constantFrom('text', 'image', 'buttons', 'rows', 'button_1', 'x');
    fc.assert(
      fc.property(fc.dictionary(name, fc.anything()), (properties) => {
        const { text, image, buttons } = saidOf({ properties });
        const parts: readonly unknown[] = [text, image ?? '', ...buttons];
        expect(parts.every((part) => typeof part === 'string')).toBe(true);
      }),
    );
  });
});
