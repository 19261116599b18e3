import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { TRACK } from '../../../test/support/flow/a-shop.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import type { DeskEvent } from './desk-event.ts';

const RELEASE = aRelease([TRACK], `${A_BOT}\ndesk: { idle: { after: 2h, then: close } }\n`);
const SENT = { name: 'news', locale: 'es', campaignId: 'c-news', properties: { order: 'AB' } };
const starts = (agent: string): DeskEvent => ({
  ...{ kind: 'chat-started', agent, queue: 'returns', text: 'News of AB', template: SENT },
});
const sends = (agent: string): DeskEvent => ({
  ...{ kind: 'agent-template', agent, text: 'News of AB', template: SENT },
});
const took = (agent: string): DeskEvent => ({ kind: 'agent-took', agent });
const TEMPLATE = {
  ...{ kind: 'reply', carrier: 'template', campaignId: 'c-news', sender: 'agent' },
  ...{ properties: { order: 'AB' }, survivesFence: true },
};
const heldOf = ({ state }: Chat): Record<string, unknown> =>
  state.snapshot?.context['held'] as Record<string, unknown>;

describe('a chat that an agent begins', () => {
  it('is theirs from its birth, with the template on its way and the bot silent', () => {
    const chat = new Chat(RELEASE);

    chat.happens(starts('ana'));

    expect(chat.state).toMatchObject({ owner: 'agent', epoch: 1 });
    expect(chat.effects).toMatchObject([TEMPLATE]);
    expect(chat.last?.fenced).toBe(true);
    expect(heldOf(chat)).toMatchObject({
      ...{ agent: 'ana', queue: 'returns', reason: 'an agent wrote first', step: 'desk' },
      ...{ windowEndsMs: null, unansweredMs: null, unread: 0 },
    });
    expect(heldOf(chat)['answeredMs']).toEqual(heldOf(chat)['takenMs']);
    expect(chat.last?.holds).toMatchObject([{ state: 'held', locale: 'es', ended: null }]);
    expect(chat.says('track')).toEqual([]);
    expect(chat.state.owner).toBe('agent');
  });

  it('puts aside what the bot was asking, so that it can be given back', () => {
    const chat = new Chat(RELEASE);
    chat.says('track');

    chat.happens(starts('ana'));

    expect(heldOf(chat)['left']).toMatchObject({ at: 'bot/track/ask' });
    expect(chat.happens({ kind: 'returned-to-bot', by: 'ana', to: 'question' })).toContain(
      'Order number?',
    );
  });

  it('takes who waits, and is refused where a colleague has or is asked for them', () => {
    const waiting = new Chat(RELEASE);
    waiting.says('agent');
    waiting.happens(starts('ana'));
    expect(heldOf(waiting)).toMatchObject({ agent: 'ana', queue: 'care' });
    expect(waiting.effects).toMatchObject([TEMPLATE]);

    waiting.happens(starts('bob'));
    expect(waiting.last).toMatchObject({ outcome: 'ignored', refused: 'not-yours' });
    waiting.happens(starts('ana'));
    expect(waiting.last?.outcome).toBe('applied');

    const asked = new Chat(RELEASE);
    asked.says('agent');
    asked.happens({ kind: 'offered', agent: 'bob', forMs: 30_000 });
    asked.happens(starts('ana'));
    expect(asked.last).toMatchObject({ outcome: 'ignored', refused: 'not-yours' });
  });

  it('is refused by who has opted out, and keeps open the question whether to', () => {
    const chat = new Chat(RELEASE);
    chat.says('stop');
    chat.happens(starts('ana'));
    expect(chat.state.owner).toBe('agent');

    chat.says('yes');
    expect(chat.state.owner).toBe('nobody');
    chat.happens(starts('ana'));
    expect(chat.last).toMatchObject({ outcome: 'ignored', refused: 'opted-out' });
  });
});

describe('a template that an agent sends', () => {
  it('is for who has the conversation, and counts as their answer', () => {
    const chat = new Chat(RELEASE);
    chat.says('hello');
    chat.happens(sends('ana'));
    expect(chat.last).toMatchObject({ outcome: 'ignored', refused: 'not-yours' });

    chat.happens(took('ana'));
    chat.says('are you there?');
    expect(heldOf(chat)).toMatchObject({ unread: 1 });
    chat.happens(sends('ana'));
    expect(chat.effects).toMatchObject([TEMPLATE]);
    expect(heldOf(chat)).toMatchObject({ unread: 0, unansweredMs: null });

    chat.happens(sends('bob'));
    expect(chat.last).toMatchObject({ outcome: 'ignored', refused: 'not-yours' });
  });

  it('goes on with a conversation that was being wrapped up', () => {
    const chat = new Chat(RELEASE);
    chat.happens(took('ana'));
    chat.happens({ kind: 'wrapping-up', agent: 'ana' });

    chat.happens(sends('ana'));

    expect(chat.state.snapshot?.value).toEqual({ agent: 'talking' });
  });
});
