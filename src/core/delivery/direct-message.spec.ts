import { describe, expect, it } from '@jest/globals';

import { directMessageOf } from './direct-message.ts';

const BY = { subscription_group_id: 'group', message_variation_id: 'variation' };
/** What a layout makes of the parts that a bubble does not have. */
const BLANK = { text: '', image: '', buttons: '', list_button: '', rows: '' };

describe('directMessageOf', () => {
  it.each([
    [
      'a text',
      { text: 'Hello' },
      { message_type: 'text_response_message', message: { body: 'Hello', preview_url: true } },
    ],
    [
      'a picture with its caption',
      { text: 'This one', image: 'https://shop.example/a.png' },
      {
        message_type: 'text_image_response_message',
        message: { image_uri: 'https://shop.example/a.png', caption: 'This one' },
      },
    ],
    [
      'quick replies',
      { text: 'Sure?', buttons: ['Yes', 'No'] },
      {
        message_type: 'quick_reply_response_message',
        message: { body: 'Sure?', buttons: [{ text: 'Yes' }, { text: 'No' }] },
      },
    ],
    [
      'quick replies below a picture',
      { text: 'Sure?', buttons: ['Yes'], image: 'https://shop.example/a.png' },
      {
        message_type: 'quick_reply_response_message',
        message: {
          ...{ body: 'Sure?', header_image_uri: 'https://shop.example/a.png' },
          buttons: [{ text: 'Yes' }],
        },
      },
    ],
    [
      'a list',
      {
        text: 'Which?',
        list_button: 'Sizes',
        rows: [{ title: 'S', description: 'small' }, { title: 'M' }],
      },
      {
        message_type: 'list_response_message',
        message: {
          body: 'Which?',
          list: {
            list_button_text: 'Sizes',
            list_sections: [
              {
                section_title: 'Sizes',
                list_rows: [{ row_title: 'S', row_description: 'small' }, { row_title: 'M' }],
              },
            ],
          },
        },
      },
    ],
  ])('makes %s', (_, parts, message) => {
    expect(directMessageOf({ ...BLANK, ...BY, ...parts })).toEqual({ ...BY, ...message });
  });
});
