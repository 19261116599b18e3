import { describe, expect, it } from '@jest/globals';

import type { Reply } from '#core/conversation/effect.ts';

import { A_BOT, aRelease } from '../../../../test/support/flow/a-release.ts';
import { Chat } from '../../../../test/support/flow/chat.ts';

const BOT = `${A_BOT}
  document: { campaign: c-doc, properties: { external_system_msg_body: text, url: document, name: filename } }
  link: { campaign: c-link, properties: { external_system_msg_body: text, url: link, label: link_button } }
  greeting: { campaign: c-greeting, template: true, properties: { name: text } }
`;

/** What "go" is answered with. */
function said(say: string, slots = '', bot = BOT): readonly Reply[] {
  const steps = `steps:\n  a: { say: ${say}, goto: end }`;
  const chat = new Chat(aRelease([`flow: f\nstart: { keywords: [go] }\n${slots}\n${steps}`], bot));
  chat.says('go');
  return chat.effects.filter((effect) => effect.kind === 'reply');
}

describe('saying', () => {
  it('sends a file with its name and caption', () => {
    const [reply] = said(
      '{ document: "https://a.example/1.pdf", filename: Label, text: Print it }',
    );

    expect(reply).toMatchObject({
      campaignId: 'c-doc',
      properties: {
        external_system_msg_body: 'Print it',
        url: 'https://a.example/1.pdf',
        name: 'Label',
      },
    });
  });

  it('sends a link with what is on its button', () => {
    const [reply] = said('{ link: "https://a.example", text: Track it, button: Open }');

    expect(reply).toMatchObject({
      campaignId: 'c-link',
      properties: {
        external_system_msg_body: 'Track it',
        url: 'https://a.example',
        label: 'Open',
      },
    });
  });

  it('says the text alone where the address comes to nothing', () => {
    const slots = 'slots: { photo: { type: text } }';

    const replies = said('[{ image: "{{ photo }}", text: Here }, { image: "{{ photo }}" }]', slots);

    expect(replies.map(({ campaignId }) => campaignId)).toEqual(['c-text']);
  });

  it('sends a template as such, its variables on one line', () => {
    const [reply, free] = said('[{ text: "Ann\\n\\tB", reply: greeting }, Hi]');

    expect(reply).toMatchObject({ carrier: 'template', properties: { name: 'Ann B' } });
    expect(free?.carrier).toBeUndefined();
  });

  it('keeps the parts of a whole message, and by whom it goes, where a layout says so', () => {
    const via = 'via: messages, campaign: api, variation: v, subscription_group: g';
    const layouts = `${BOT}  buttons: { ${via} }`.replace(/^ {2}buttons: .*c-buttons.*\n/m, '');

    const [reply] = said('{ text: "Sure?", buttons: [Yes, No] }', '', layouts);

    expect(reply).toMatchObject({
      ...{ carrier: 'messages', campaignId: 'api' },
      properties: {
        ...{ text: 'Sure?', buttons: ['Yes', 'No'], image: '' },
        ...{ subscription_group_id: 'g', message_variation_id: 'v' },
      },
    });
  });

  describe('of a text that is too long for one message', () => {
    const DIVIDING = BOT.replace('layouts:', 'divide_texts: true\nlayouts:');
    const SLOTS = 'slots: { story: { type: text } }';
    const TALE = `It began. ${'So it went. '.repeat(39)}`.trim();

    /** What is said once the story is told, of which customers' answers hold so much. */
    function told(say: string, story: string): readonly Reply[] {
      const steps = `steps:\n  a: { ask: story, say: Tell, invalid: [Again] }\n  b: { say: ${say}, goto: end }`;
      const bot = aRelease([`flow: f\nstart: { keywords: [go] }\n${SLOTS}\n${steps}`], DIVIDING);
      const chat = new Chat(bot);
      chat.says('go');
      chat.says(story);
      return chat.effects.filter(
        (effect) => effect.kind === 'reply' && effect.step === 'f.b',
      ) as Reply[];
    }
    const texts = (replies: readonly Reply[]): readonly string[] =>
      replies.map(({ properties }) => String(properties['external_system_msg_body']));
    const story = '{{ story }} '.repeat(12).trim();

    it('says all of it, divided between sentences', () => {
      const replies = told(`"${story}"`, TALE);

      expect(replies.length).toBeGreaterThan(1);
      for (const text of texts(replies)) {
        expect(text.length).toBeLessThanOrEqual(4_096);
        expect(text).toMatch(/\.$/);
      }
    });

    it('leaves the buttons below its end', () => {
      const replies = told(`{ text: "${story}", buttons: [Yes, No] }`, TALE);

      expect(replies.length).toBeGreaterThan(1);
      expect(replies.map(({ campaignId }) => campaignId)).toEqual([
        ...replies.slice(1).map(() => 'c-text'),
        'c-buttons',
      ]);
      expect(texts(replies).at(-1)?.length).toBeLessThanOrEqual(1_024);
    });

    it('lets a picture take its beginning along', () => {
      const image = 'image: "https://a.example/1.png"';

      const replies = told(`{ text: "${story}", ${image}, after: 2s }`, TALE);

      expect(replies.map(({ campaignId }) => campaignId).slice(0, 2)).toEqual([
        'c-image',
        'c-text',
      ]);
      expect(replies.map(({ delayMs }) => delayMs).slice(0, 2)).toEqual([2000, 0]);
    });
  });

  describe('where bubbles are merged', () => {
    const MERGING = BOT.replace('layouts:', 'merge_bubbles: true\nlayouts:');

    it('makes one message of texts that follow each other, a paragraph each', () => {
      const replies = said(
        '[Hello., It is us., { text: Sure?, buttons: [Yes] }, Bye.]',
        '',
        MERGING,
      );

      expect(replies.map(({ properties }) => properties['external_system_msg_body'])).toEqual([
        'Hello.\n\nIt is us.',
        'Sure?',
        'Bye.',
      ]);
    });

    it('leaves out what comes to nothing, and keeps what has a pause apart', () => {
      const slots = 'slots: { name: { type: text } }';

      const replies = said('["{{ name }}", Hello., { text: Later., after: 2s }]', slots, MERGING);

      expect(replies.map(({ properties }) => properties['external_system_msg_body'])).toEqual([
        'Hello.',
        'Later.',
      ]);
    });
  });

  it('cuts what is too long, never through a character', () => {
    const slots = 'slots: { text: { type: text } }';
    const chat = new Chat(
      aRelease([
        `flow: f\nstart: { keywords: [go] }\n${slots}\nsteps:\n  a: { ask: text, say: '?' }\n  b: { say: { text: Pick, buttons: ['{{ text }}'] }, goto: end }`,
      ]),
    );
    chat.says('go');
    chat.says('😀'.repeat(40));
    const [reply] = chat.effects.filter((effect) => effect.kind === 'reply');

    expect(reply?.properties['buttons']).toEqual(['😀'.repeat(20)]);
  });

  it('sends a chain of campaigns by one list in one step, in its order', () => {
    const [greeting, picture, question] = said(
      '[Hello!, { image: "https://a.example/1.jpg", reply: image, after: 2s }, { text: More?, buttons: [Yes, No], policy: hold }]',
    );

    expect(greeting).toMatchObject({ campaignId: 'c-text', delayMs: 0, step: 'f.a' });
    expect(picture).toMatchObject({ campaignId: 'c-image', delayMs: 2_000 });
    expect(question).toMatchObject({
      campaignId: 'c-buttons',
      policy: 'hold',
      properties: { external_system_msg_body: 'More?', buttons: ['Yes', 'No'] },
    });
  });
});

const VARIED = (pick: string): string => `
flow: f
start: { keywords: [go] }
steps:
  a: { say: [{ ${pick}: [One, Two, { text: Three, buttons: [Ok] }] }, { ${pick}: [A, B] }], goto: end }`;

function tenTimes(pick: string): readonly string[] {
  const chat = new Chat(aRelease([VARIED(pick)]));
  return Array.from({ length: 10 }, () => chat.says('go').join(' '));
}

describe('variations', () => {
  it('come in turn, each part of a chain by its own counter', () => {
    expect(tenTimes('in_turn').slice(0, 6)).toEqual([
      ...['One A', 'Two B', 'Three A'],
      ...['One B', 'Two A', 'Three B'],
    ]);
  });

  it('come by chance, and a replay repeats it', () => {
    const first = tenTimes('random');

    expect(new Set(first).size).toBeGreaterThan(2);
    expect(tenTimes('random')).toEqual(first);
  });

  it('may be what a question asks: each has the options', () => {
    const step = `a: { choose: true, say: { in_turn: [Which?, { text: What? }] }, options: [{ id: x, title: X }], goto: a2 }\n  a2: { end: true }`;
    const chat = new Chat(aRelease([`flow: f\nstart: { keywords: [go] }\nsteps:\n  ${step}`]));

    chat.says('go');
    expect(chat.last?.effects[0]).toMatchObject({
      campaignId: 'c-buttons',
      properties: { external_system_msg_body: 'Which?', buttons: ['X'] },
    });
    chat.says('go');
    expect(chat.last?.effects[0]).toMatchObject({
      campaignId: 'c-buttons',
      properties: { external_system_msg_body: 'What?', buttons: ['X'] },
    });
  });
});
