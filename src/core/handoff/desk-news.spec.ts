import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { advance } from '../conversation/advance.ts';
import type { ConversationEvent } from '../conversation/conversation-event.ts';
import type { ConversationState } from '../conversation/conversation-state.ts';
import { type DeskNews, deskNews } from './desk-news.ts';
import type { Held } from './held.ts';

const RELEASE = aRelease([], `${A_BOT}desk: { call_back: always }\n`);
const says = (text: string): ConversationEvent => ({ kind: 'message', text, media: [] });
const STARTS: ConversationEvent = {
  ...{ kind: 'chat-started', agent: 'ann', queue: 'care', text: 'News of AB' },
  template: { name: 'news', locale: 'en', campaignId: 'c-news', properties: {} },
};
const ANN = { kind: 'claimed', agent: 'ann' } as const;

/** What is told of each of these, one after the other. */
function toldOf(events: readonly ConversationEvent[]): readonly (readonly DeskNews[])[] {
  let state: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
  return events.map((event) => {
    const seq = state.lastSeq + 1;
    const { state: next, holds } = advance(RELEASE, state, event, seq, new Date(seq * 1_000));
    const held = state.snapshot?.context['held'] as Held | null | undefined;
    state = next;
    const { kind, ...payload } = event;
    return deskNews({ kind, seq, payload: () => payload, holds, heldBy: held?.agent ?? null });
  });
}

const typesOf = (events: readonly ConversationEvent[]): readonly string[] =>
  toldOf(events).map((news) => news.map(({ type }) => type.replace('conversation.', '')).join(' '));

describe('deskNews', () => {
  it.each<[string, readonly ConversationEvent[], readonly string[]]>([
    ['talk with the bot', [says('hello'), says('menu')], ['', '']],
    [
      'a whole conversation',
      [
        ...[says('agent'), says('it is broken'), ANN],
        { kind: 'agent-reply', agent: 'ann', text: 'Hi' },
        { kind: 'noted', by: 'ann', text: 'angry' },
        { kind: 'closed', by: 'ann', from: 'ann', code: 'done' },
      ],
      ['queued', 'message', 'claimed', 'message', 'note', 'closed'],
    ],
    [
      'offers',
      [
        says('agent'),
        { kind: 'offered', agent: 'ann', forMs: 9_000 },
        { kind: 'offer-declined', agent: 'ann' },
        { kind: 'offered', agent: 'bob', forMs: 9_000 },
        { kind: 'offer-accepted', agent: 'bob' },
      ],
      ['queued', 'offered', 'queued', 'offered', 'claimed'],
    ],
    [
      'a take-over and the way back',
      [says('hello'), { kind: 'agent-took', agent: 'lee' }, { kind: 'returned-to-bot', by: 'lee' }],
      ['', 'claimed', 'returned'],
    ],
    [
      'an agent who writes first, again to the same, and to who waits',
      [STARTS, STARTS, { kind: 'closed', by: 'ann', from: 'ann' }, says('agent'), STARTS],
      ['claimed message', 'message', 'closed', 'queued', 'claimed message'],
    ],
    ['a customer who calls the bot', [says('agent'), says('bot')], ['queued', 'returned']],
  ])('of %s', (_what, events, types) => {
    expect(typesOf(events)).toEqual(types);
  });

  it('says who wrote what, and where it waits', () => {
    const [queued = [], wrote = []] = toldOf([says('agent'), says('it is broken')]);

    expect(queued[0]?.data).toMatchObject({
      handoff: { seq: 1, queue: 'care', state: 'waiting', since: '1970-01-01T00:00:01.000Z' },
    });
    expect(wrote[0]?.data).toMatchObject({
      handoff: { seq: 1 },
      message: { from: 'customer', text: 'it is broken', agent: null },
    });
  });
});
