import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  ACCOUNT,
  INBOX,
  type KeptConversation,
  messageNews,
  statusNews,
} from '../../../../test/support/chatwoot/chatwoot-shapes.ts';
import { readChatwootEvent } from './read-chatwoot-event.ts';

const CONVERSATION: KeptConversation = {
  ...{ id: 12, contact: 3, source: 's', attributes: {}, status: 'resolved', messages: [] },
  assignee: undefined,
};
const REPLY = messageNews(CONVERSATION, {
  ...{ id: 99, content: ' Hello ', type: 'outgoing', private: false },
});
const read = (payload: unknown): ReturnType<typeof readChatwootEvent> =>
  readChatwootEvent(JSON.stringify(payload), { account: ACCOUNT, inbox: INBOX });

describe('readChatwootEvent', () => {
  it('reads what an agent wrote, under a key that is the same each time', () => {
    const once = read(REPLY);

    expect(once).toMatchObject({ kind: 'reply', number: 12, text: 'Hello', files: [] });
    expect(read(REPLY)).toEqual(once);
    expect(read({ ...REPLY, id: 98 })).not.toEqual(once);
  });

  it('reads files by their addresses, each with a key, and with no words', () => {
    const attachments = [
      { data_url: 'https://c/1' },
      null,
      { data_url: 5 },
      { data_url: 'https://c/2' },
    ];
    const event = read({ ...REPLY, content: null, attachments });

    expect(event).toMatchObject({
      text: '',
      files: [{ url: 'https://c/1' }, { url: 'https://c/2' }],
    });
    const keys = event?.kind === 'reply' ? [event.key, ...event.files.map(({ key }) => key)] : [];
    expect(new Set(keys).size).toBe(3);
  });

  it.each([
    ['ids as text', { id: '99', conversation: { id: '12' }, account: { id: '1' } }],
    ['the type as a number', { message_type: 1 }],
    ['no account and no inbox', { account: undefined, inbox: undefined }],
    ['nothing private', { private: undefined }],
  ])('takes %s', (_what, more) => {
    expect(read({ ...REPLY, ...more })).toEqual(read(REPLY));
  });

  it.each([
    ['a note', { private: true }],
    ['the customer’s own words', { message_type: 'incoming', sender: { id: 3, type: 'contact' } }],
    ['the same, by its number', { message_type: 0 }],
    ['what Chatwoot itself says', { message_type: 'activity', sender: null }],
    ['a greeting', { message_type: 'template', sender: undefined }],
    ['a bot', { sender: { id: 2, type: 'agent_bot' } }],
    ['what was deleted', { content_attributes: { deleted: true } }],
    ['what was changed', { event: 'message_updated' }],
    ['another inbox', { inbox: { id: 8 } }],
    ['another account', { account: { id: 2 } }],
    ['nothing at all', { content: null }],
    ['no conversation', { conversation: null }],
    ['an id that is none', { id: '99; DROP' }],
    ['attachments that are none', { content: '', attachments: 'x' }],
  ])('leaves %s alone', (_what, more) => {
    expect(read({ ...REPLY, ...more })).toBeUndefined();
  });

  it('reads that an agent has resolved a conversation, and nothing of other states', () => {
    expect(read(statusNews(CONVERSATION, 'open'))).toEqual({ kind: 'resolved', number: 12 });
    for (const status of ['open', 'pending', 'snoozed']) {
      expect(read(statusNews({ ...CONVERSATION, status }, 'resolved'))).toBeUndefined();
    }
  });

  it('takes whatever comes for nothing rather than failing', () => {
    const keys = ['event', 'id', 'content', 'message_type', 'sender', 'conversation', 'inbox'];
    const some = fc.dictionary(fc.constantFrom(...keys, 'attachments'), fc.jsonValue());
    fc.assert(
      fc.property(some, (more) => {
        expect(() => read({ ...REPLY, ...more })).not.toThrow();
      }),
    );
    expect(
      ['', '[', 'null', '1'].map((body) => readChatwootEvent(body, { account: 1, inbox: 7 })),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });
});
