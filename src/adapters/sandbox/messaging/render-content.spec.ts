import { describe, expect, it } from '@jest/globals';

import type { Json } from '../json.ts';
import { campaignOf, USUAL_CAMPAIGNS } from './campaign.ts';
import { type BotLayout, campaignOfLayout, canvasOf } from './campaign-of-layout.ts';
import type { MessageContent } from './chat-message.ts';
import { renderContent } from './render-content.ts';

const body = { external_system_msg_body: 'Which?' };

describe('renderContent', () => {
  it.each<[string, string, Json, MessageContent]>([
    ['a text', 'parley-text', body, { kind: 'text', text: 'Which?' }],
    ['what is missing as blank', 'parley-text', { other: 1 }, { kind: 'text', text: '' }],
    [
      'a property a button, without the blank ones',
      'parley-buttons',
      { ...body, button_1: 'Yes', button_2: 'No', button_3: '' },
      { kind: 'buttons', text: 'Which?', buttons: ['Yes', 'No'] },
    ],
    [
      'a list of buttons',
      'parley-buttons',
      { ...body, buttons: ['Yes', 'No'] },
      { kind: 'buttons', text: 'Which?', buttons: ['Yes', 'No'] },
    ],
    [
      'rows',
      'parley-list',
      { ...body, list_button: 'See', rows: [{ title: 'One', description: 'first' }, 'Two'] },
      {
        kind: 'list',
        text: 'Which?',
        button: 'See',
        rows: [
          { title: 'One', description: 'first' },
          { title: 'Two', description: '' },
        ],
      },
    ],
    [
      'an image with the text as its caption',
      'parley-image',
      { ...body, image_url: 'https://x.test/a.png' },
      { kind: 'image', url: 'https://x.test/a.png', caption: 'Which?' },
    ],
    [
      'a file with its name',
      'parley-document',
      { ...body, document_url: 'https://x.test/a.pdf', filename: 'A.pdf' },
      { kind: 'document', url: 'https://x.test/a.pdf', filename: 'A.pdf', caption: 'Which?' },
    ],
    [
      'a link with its button',
      'parley-link',
      { ...body, link_url: 'https://x.test', link_button: 'Open' },
      { kind: 'link', url: 'https://x.test', text: 'Which?', button: 'Open' },
    ],
  ])('shows %s', (_, id, properties, content) => {
    const definition = USUAL_CAMPAIGNS.find((campaign) => campaign.id === id) ?? id;

    expect(renderContent(campaignOf(definition), properties)).toEqual(content);
  });
});

describe('campaignOfLayout', () => {
  it.each<[string, BotLayout['properties'], Json, MessageContent]>([
    ['text', { words: 'text' }, { words: 'Hi' }, { kind: 'text', text: 'Hi' }],
    [
      'buttons',
      { words: 'text', a: 'button_1', b: 'button_2' },
      { words: 'Hi', a: 'Yes', b: 'No' },
      { kind: 'buttons', text: 'Hi', buttons: ['Yes', 'No'] },
    ],
    [
      'list',
      { words: 'text', open: 'list_button', items: 'rows' },
      { words: 'Hi', open: 'See', items: ['One'] },
      { kind: 'list', text: 'Hi', button: 'See', rows: [{ title: 'One', description: '' }] },
    ],
    [
      'image',
      { words: 'text', photo: 'image' },
      { words: 'Hi', photo: 'https://x.test/a.png' },
      { kind: 'image', url: 'https://x.test/a.png', caption: 'Hi' },
    ],
    [
      'document',
      { words: 'text', file: 'document', called: 'filename' },
      { words: 'Hi', file: 'https://x.test/a.pdf', called: 'A' },
      { kind: 'document', url: 'https://x.test/a.pdf', filename: 'A', caption: 'Hi' },
    ],
    [
      'link',
      { words: 'text', at: 'link', open: 'link_button' },
      { words: 'Hi', at: 'https://x.test', open: 'Go' },
      { kind: 'link', url: 'https://x.test', text: 'Hi', button: 'Go' },
    ],
  ])('shows a layout of kind %s with the names of its own', (name, properties, given, content) => {
    const campaign = campaignOf(campaignOfLayout(name, { campaign: 'c-1', properties }));

    expect(campaign.id).toBe('c-1');
    expect(renderContent(campaign, given)).toEqual(content);
  });
});

describe('what leaves outside the window', () => {
  it('is a template where the layout is one', () => {
    const layout = { campaign: 'c-1', properties: { name: 'text' }, template: true };

    expect(renderContent(campaignOf(campaignOfLayout('hello', layout)), { name: 'Ana' })).toEqual({
      kind: 'template',
      text: 'Ana',
    });
  });

  it('is a Canvas, shown by its name and what it is given', () => {
    const canvas = campaignOf(canvasOf('rebooked', { canvas: 'c-2' }));

    expect(renderContent(canvas, { seats: 2, reply_id: 'x' })).toEqual({
      kind: 'template',
      text: 'rebooked (seats: 2)',
    });
  });
});
