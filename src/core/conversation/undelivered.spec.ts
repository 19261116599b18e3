import { beforeEach, describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease, problemsOf } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import type { ConversationEvent } from './conversation-event.ts';

const BOT = `${A_BOT}
  news: { campaign: c-news, template: true, properties: { external_system_msg_body: text } }
silence: { after: 12h, goto: end }
`;
const FLOW = `
flow: f
start: { keywords: [go] }
slots: { name: { type: text } }
steps:
  tell: { say: 'It is late.', undelivered: { say: { text: We mailed you., reply: news }, goto: apart } }
  ask: { ask: name, say: 'Your name?', undelivered: { handoff: { queue: returns, reason: unheard } } }
  more: { choose: true, say: 'More?', options: [{ id: a, title: Ann }], goto: end }
  apart: { choose: true, say: { text: 'And now?', reply: news }, options: [{ id: b, title: Ben }], goto: end }
`;

const lost = (step: string): ConversationEvent => ({
  ...{ kind: 'delivery-failed', replySeq: 1, replyIdx: 0, step },
  ...{ failure: 'failed', code: '131047', reason: 're-engagement message' },
});

describe('words that did not reach the customer', () => {
  let chat: Chat;
  beforeEach(() => {
    chat = new Chat(aRelease([FLOW], BOT));
    chat.says('go');
  });

  it('of a question that is open lead where it says', () => {
    expect(chat.happens(lost('f.ask'))).toEqual([]);

    expect(chat.state.owner).toBe('queue');
    expect(chat.effects).toMatchObject([{ kind: 'handoff', queue: 'returns', reason: 'unheard' }]);
  });

  it('of a question that was answered lead nowhere', () => {
    chat.says('Ann');

    expect(chat.happens(lost('f.ask'))).toEqual([]);
    expect(chat.state).toMatchObject({
      owner: 'bot',
      snapshot: { value: { bot: { f: { more: 'open' } } } },
    });
  });

  it('of a step that was passed lead where it says, while the customer is in its flow', () => {
    expect(chat.happens(lost('f.tell'))).toEqual(['We mailed you.', 'And now?']);
    expect(chat.effects).toMatchObject([{ carrier: 'template' }, { carrier: 'template' }]);
  });

  it('lead nowhere once the flow has ended', () => {
    chat.says('Ann');
    chat.says('Ann');

    expect(chat.happens(lost('f.tell'))).toEqual([]);
    expect(chat.last?.outcome).toBe('applied');
  });

  it('are answered once, until the customer writes', () => {
    chat.happens(lost('f.tell'));

    expect(chat.happens(lost('f.tell'))).toEqual([]);
    chat.says('hm');
    expect(chat.happens(lost('f.tell'))).toEqual(['We mailed you.', 'And now?']);
  });

  it('of a step without a way out are in the log, and no more', () => {
    chat.says('Ann');
    const { snapshot } = chat.state;

    expect(chat.happens(lost('f.more'))).toEqual([]);
    expect(chat.state.snapshot).toEqual(snapshot);
  });

  it('lead where bot.yaml says, from steps that do not say it themselves', () => {
    chat = new Chat(aRelease([FLOW], `${BOT}undelivered: { goto: end }\n`));
    chat.says('go');
    chat.says('Ann');

    expect(chat.happens(lost('f.more'))).toEqual([]);
    expect(chat.state.snapshot?.value).toEqual({ bot: 'rest' });
    // And an answer that comes after all still counts.
    expect(chat.says('1').slice(0, 1)).toEqual([
      "Good to have you back! Let's go on where we left off.",
    ]);
  });

  it('change nothing where a person answers', () => {
    chat.says('agent');

    expect(chat.happens(lost('f.ask'))).toEqual([]);
    expect(chat.state.owner).toBe('queue');
  });

  it('let go of what was put aside: nobody is there to take it up', () => {
    const other =
      'flow: g\nstart: { keywords: [other] }\nsteps:\n  ask: { choose: true, say: G?, options: [{ id: a, title: Ann }], undelivered: { goto: end }, goto: end }\n';
    chat = new Chat(aRelease([FLOW, other], BOT));
    chat.says('go');
    chat.says('other');

    expect(chat.happens(lost('g.ask'))).toEqual([]);
    expect(chat.state.snapshot).toMatchObject({ value: { bot: 'rest' } });
  });

  it('need a target that there is', () => {
    const wrong = FLOW.replace('goto: apart }', 'goto: apartt }');

    expect(problemsOf([wrong], BOT).map(({ code }) => code)).toContain('flow.unknown-target');
  });
});
