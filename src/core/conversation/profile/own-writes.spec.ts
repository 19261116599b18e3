import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { A_BOT, aRelease } from '../../../../test/support/flow/a-release.ts';
import { Chat } from '../../../../test/support/flow/chat.ts';
import type { WriteBack } from '../effect.ts';
import { isOwn } from './own-writes.ts';

const TRACK = `
flow: track_order
title: Track an order
start: { keywords: [track] }
slots: { order: { type: text } }
steps:
  ask: { ask: order, say: Which?, silence: { after: 1h, goto: end } }
  tell: { say: On its way., goto: end }
`;
const REFUND = `
flow: refund
start: { keywords: [refund] }
steps:
  give: { handoff: { queue: returns } }
`;
const HOURS = `
flow: hours
start: { keywords: [hours] }
steps:
  tell: { say: We open at nine. }
`;
const FLOWS = [TRACK, REFUND, HOURS];

function aChat(more = ''): Chat {
  return new Chat(aRelease(FLOWS, A_BOT + more));
}

/** What the last event wrote of the chat itself. */
function own(chat: Chat): readonly WriteBack[] {
  const { effects = [] } = chat.last ?? {};
  return effects.filter((effect) => effect.kind === 'write-back').filter(isOwn);
}

function attributesOf(chat: Chat): unknown {
  return Object.assign({}, ...own(chat).map(({ attributes }) => attributes));
}

function eventsOf(chat: Chat): unknown {
  return own(chat).flatMap(({ event }) => (event === undefined ? [] : [event]));
}

describe('ownWrites', () => {
  it('tells that a chat has begun, what about, and whose conversation it is', () => {
    const chat = aChat();

    chat.says('track');

    expect(own(chat)).toEqual([
      {
        ...{ kind: 'write-back', step: 'bot.profile' },
        attributes: {
          support_chat_open: true,
          support_chat_status: 'bot',
          support_topic: 'Track an order',
        },
        event: {
          name: 'Support Chat Started',
          properties: { channel: 'whatsapp', topic: 'Track an order' },
        },
        idAs: { attribute: 'support_conversation_id', property: 'conversation_id' },
      },
    ]);
  });

  it('writes nothing while the chat goes on, and nothing for what is answered at once', () => {
    const chat = aChat();

    chat.says('hours');
    expect(own(chat)).toEqual([]);

    chat.says('track');
    chat.says('hours');
    expect(own(chat)).toEqual([]);
  });

  it('tells that it is over, how long it took, and who handled it', () => {
    const chat = aChat();
    chat.says('track');
    chat.after(0.5);

    chat.says('1');

    expect(attributesOf(chat)).toEqual({ support_chat_open: false, support_chat_status: 'closed' });
    expect(eventsOf(chat)).toEqual([
      {
        name: 'Support Chat Resolved',
        properties: {
          ...{ channel: 'whatsapp', topic: 'Track an order' },
          ...{ duration_s: 1800, handled_by: 'bot' },
        },
      },
    ]);
  });

  it('follows a chat through the queue and the agent', () => {
    const chat = aChat();
    const told: unknown[] = [];
    const note = (): void => {
      told.push([attributesOf(chat), own(chat).map(({ event }) => event?.name)]);
    };
    chat.says('refund');
    note();
    chat.happens({ kind: 'agent-took', agent: 'a' });
    note();
    chat.happens({ kind: 'returned-to-bot', by: 'a' });
    note();

    expect(told).toEqual([
      [
        { support_chat_open: true, support_chat_status: 'queued', support_topic: 'Refund' },
        ['Support Chat Started', 'Support Chat Handoff Requested'],
      ],
      [{ support_chat_status: 'agent' }, ['Support Chat Agent Joined']],
      [{ support_chat_open: false, support_chat_status: 'closed' }, ['Support Chat Resolved']],
    ]);
    expect(own(chat)[0]?.event?.properties).toMatchObject({ handled_by: 'agent' });
  });

  it('says by which queue a chat goes where no flow tells what it is about', () => {
    const chat = aChat();

    chat.says('agent');

    expect(attributesOf(chat)).toMatchObject({ support_topic: 'care' });
  });

  it('writes the topic and the id once', () => {
    const chat = aChat();
    for (const text of ['track', '1', 'track']) chat.says(text);

    expect(attributesOf(chat)).toEqual({ support_chat_open: true, support_chat_status: 'bot' });
    expect(own(chat)[0]?.idAs).toEqual({ property: 'conversation_id' });
  });

  it('does not take the topic of an earlier chat for that of one about nothing', () => {
    const chat = aChat();
    for (const text of ['track', '1', 'menu']) chat.says(text);

    expect(own(chat)[0]?.event).toEqual({
      name: 'Support Chat Started',
      properties: { channel: 'whatsapp' },
    });
  });

  it('writes only what bot.yaml names', () => {
    const chat = aChat('profile: { attributes: [support_chat_open], events: false }\n');

    chat.says('track');
    expect(own(chat)).toEqual([
      {
        ...{ kind: 'write-back', step: 'bot.profile' },
        attributes: { support_chat_open: true },
      },
    ]);
    chat.says('agent');
    expect(own(chat)).toEqual([]);
  });

  it('leaves no trace where nothing is wanted', () => {
    const chat = aChat('profile: { attributes: false, events: false }\n');

    for (const text of ['track', 'agent']) chat.says(text);

    expect(own(chat)).toEqual([]);
    expect(chat.state.snapshot).not.toHaveProperty('shown');
  });

  it('asks who wants to stop without a chat of its own, and closes the one under way', () => {
    const chat = aChat();
    chat.says('stop');
    expect(own(chat)).toEqual([]);
    chat.says('no');
    expect(own(chat)).toEqual([]);

    chat.says('track');
    chat.says('stop');
    expect(own(chat)).toEqual([]);
    chat.says('yes');
    expect(attributesOf(chat)).toEqual({ support_chat_open: false, support_chat_status: 'closed' });
  });

  it('unsubscribes who stops, with the same row, and subscribes who starts again', () => {
    const chat = aChat('subscription_group: g-1\n');
    const groups = (state: string): unknown => ({
      subscription_groups: [{ subscription_group_id: 'g-1', subscription_state: state }],
    });
    for (const text of ['track', 'stop', 'yes']) chat.says(text);

    expect(own(chat)).toMatchObject([
      {
        step: 'bot.unsubscribe',
        attributes: { support_chat_open: false, ...(groups('unsubscribed') as object) },
        event: { name: 'Support Chat Resolved' },
      },
    ]);

    chat.says('start');
    expect(own(chat)).toEqual([
      { kind: 'write-back', step: 'bot.start', attributes: groups('subscribed') },
    ]);
  });

  it('never writes what the profile holds, and keeps it true, whatever happens', () => {
    const happening = fc.oneof(
      fc.constantFrom('track', '1', 'refund', 'hours', 'agent', 'menu', 'stop', 'yes', 'start'),
      fc.constantFrom('agent-took' as const, 'returned-to-bot' as const, 'an hour' as const),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const chat = aChat();
        const profile: Record<string, unknown> = {
          ...{ support_chat_open: false, support_chat_status: 'closed' },
        };
        for (const each of happenings) {
          if (each === 'agent-took') chat.happens({ kind: each, agent: 'a' });
          else if (each === 'returned-to-bot') chat.happens({ kind: each, by: 'a' });
          else if (each === 'an hour') chat.after(1);
          else chat.says(each);

          // `after` may bring several timers; only the last one's effects are seen.
          if (each !== 'an hour') {
            for (const [name, value] of Object.entries(attributesOf(chat) as object)) {
              expect(profile[name]).not.toEqual(value);
              profile[name] = value;
            }
          } else Object.assign(profile, attributesOf(chat));
          const { owner } = chat.state;
          if (owner === 'agent') expect(profile['support_chat_status']).toBe('agent');
          if (owner === 'nobody') expect(profile['support_chat_open']).toBe(false);
          expect(profile['support_chat_open']).toBe(profile['support_chat_status'] !== 'closed');
        }
      }),
      { numRuns: 60 },
    );
  });
});
