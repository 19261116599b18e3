import { describe, expect, it } from '@jest/globals';

import { type BotAnswer, judgeBotAnswer, unanswered } from './bot-answer.ts';
import { contractAnswer, rasaAnswer } from './read-bot-answer.ts';

const answer = (more: Partial<BotAnswer>): BotAnswer => ({
  ...{ texts: [], buttons: [], image: undefined, handoff: false, fields: {} },
  ...more,
});
const FORM = { text: { type: 'text' }, buttons: { type: 'text' }, image: { type: 'link' } };

describe('judgeBotAnswer', () => {
  it('joins texts, and puts what has no field of its own into them', () => {
    const said = answer({ texts: ['Hi.', 'Which?'], buttons: ['Red', 'Blue'] });

    expect(judgeBotAnswer(said, {}, [])).toEqual({ value: 'Hi.\nWhich?\n• Red\n• Blue' });
    expect(judgeBotAnswer(said, FORM, [])).toEqual({
      value: { text: 'Hi.\nWhich?', handoff: false, buttons: 'Red\nBlue', image: null },
    });
  });

  it.each<readonly [string, Partial<BotAnswer>, string]>([
    ['nothing', {}, 'the bot said nothing'],
    [
      'a link to elsewhere',
      { texts: ['See https://evil.test/x'] },
      'the bot gave a link that is not its own',
    ],
    [
      'one in a button',
      { texts: ['Hi'], buttons: ['evil.test/x'] },
      'the bot gave a link that is not its own',
    ],
    [
      'a picture from elsewhere',
      { image: 'https://evil.test/x.png' },
      'the bot gave a link that is not its own',
    ],
    [
      'a host that only begins like ours',
      { texts: ['https://shop.test.evil.test/'] },
      'the bot gave a link that is not its own',
    ],
    [
      'a user before a host',
      { texts: ['https://shop.test@evil.test/'] },
      'the bot gave a link that is not its own',
    ],
    ['HTML', { texts: ['<b>Hi</b>'] }, 'the bot gave a link that is not its own'],
    ['too much', { texts: ['x'.repeat(1_001)] }, 'the bot said too much'],
    ['a wish for a person where only text is kept', { handoff: true }, 'the bot asks for a person'],
  ])('refuses %s', (_what, said, refused) => {
    expect(judgeBotAnswer(answer(said), {}, ['shop.test'])).toEqual({ refused });
  });

  it('lets links to named hosts pass, and fields that were asked for', () => {
    const said = answer({
      texts: ['See https://shop.test/a'],
      fields: { order: 'A1', other: 'x' },
    });

    expect(judgeBotAnswer(said, { order: { type: 'text' } }, ['shop.test'])).toEqual({
      value: { order: 'A1', text: 'See https://shop.test/a', handoff: false },
    });
  });
});

describe('the lists of a bot’s answer', () => {
  const form = {
    buttons: { type: 'list', of: { type: 'text' } },
    sizes: { type: 'list', of: { type: 'text' } },
  };

  it('fill the fields of their names, item by item', () => {
    const said = answer({ texts: ['Hi'], buttons: ['Yes'], fields: { sizes: ['s', '', {}] } });

    expect(judgeBotAnswer(said, form, [])).toEqual({
      value: { text: 'Hi', handoff: false, buttons: ['Yes'], sizes: ['s'] },
    });
  });

  it('are no answer with a link from elsewhere in them', () => {
    const said = answer({ texts: ['Hi'], fields: { sizes: ['evil.test/x'] } });

    expect(judgeBotAnswer(said, form, [])).toHaveProperty('refused');
  });
});

describe('what bots answer', () => {
  it('is read off Rasa’s list of messages', () => {
    const body = [
      { recipient_id: 'x', text: 'Hi' },
      {
        recipient_id: 'x',
        buttons: [{ title: 'Yes', payload: '/yes' }],
        image: 'https://shop.test/a.png',
      },
      { recipient_id: 'x', custom: { handoff: true, order: 'A1' } },
    ];

    expect(rasaAnswer(body)).toMatchObject({
      ...{ texts: ['Hi'], buttons: ['Yes'], image: 'https://shop.test/a.png', handoff: true },
      fields: { order: 'A1' },
    });
  });

  it.each([{}, 'x', null, [1], [null], Array.from({ length: 11 }, () => ({ text: 'x' }))])(
    'is none in %j',
    (body) => {
      expect(rasaAnswer(body)).toBeUndefined();
    },
  );

  it('is read off our own contract', () => {
    expect(contractAnswer({ answer: { text: 'Hi', buttons: ['Yes'] } })).toMatchObject({
      ...{ texts: ['Hi'], buttons: ['Yes'], handoff: false },
    });
    expect(contractAnswer({ text: 'Hi' })).toBeUndefined();
  });
});

describe('unanswered', () => {
  it('is what the customer wrote since anybody answered, without what identifies them', () => {
    const said = [
      { who: 'customer', text: 'Hello' },
      { who: 'bot', text: 'Hi' },
      { who: 'customer', text: 'I am ana@example.org' },
      { who: 'customer', text: 'Where is it?' },
    ] as const;

    expect(unanswered(said, true)).toBe('I am [e-mail]\nWhere is it?');
    expect(unanswered(said, false)).toContain('ana@example.org');
    expect(unanswered([...said, { who: 'bot', text: 'A moment' }], true)).toBe('Where is it?');
  });
});
