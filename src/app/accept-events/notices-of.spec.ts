import { describe, expect, it } from '@jest/globals';

import { advance } from '#core/conversation/advance.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { ConversationState } from '#core/conversation/conversation-state.ts';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { noticesOf, type Place, placeAfter, placeOf } from './notices-of.ts';

const RELEASE = aRelease([], `${A_BOT}desk: { call_back: always }\n`);
const BEFORE = { recipient: { kind: 'external_id', value: 'u1' } };
const says = (text: string): ConversationEvent => ({ kind: 'message', text, media: [] });

/** For each event: what is told, in which queue, and which one lost it. */
function placesOf(events: readonly ConversationEvent[]): readonly (readonly string[])[] {
  let state: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
  let place: Place = placeOf(state.snapshot);
  return events.map((event) => {
    const seq = state.lastSeq + 1;
    const { state: next, holds } = advance(RELEASE, state, event, seq, new Date(seq * 1_000));
    const { kind, ...payload } = event;
    const row = { conversationId: 'c1', seq, atMs: seq, kind, payload: JSON.stringify(payload) };
    const decided = { row, holds } as unknown as Parameters<typeof noticesOf>[1];
    const notices = noticesOf(
      { before: BEFORE } as unknown as Parameters<typeof noticesOf>[0],
      decided,
      place,
    );
    state = next;
    place = placeAfter(place, decided);
    expect(place?.queue).toBe(placeOf(state.snapshot)?.queue);
    return notices.map(({ news, queue, left }) =>
      [news.type.replace('conversation.', ''), queue ?? '-', left ?? ''].join(' ').trim(),
    );
  });
}

describe('noticesOf', () => {
  it('says of all news in which queue it is, of notes and further answers too', () => {
    const told = placesOf([
      ...[says('hello'), says('agent'), says('it is broken')],
      { kind: 'claimed', agent: 'ann' },
      { kind: 'agent-reply', agent: 'ann', text: 'Hi' },
      { kind: 'agent-reply', agent: 'ann', text: 'How are you?' },
      { kind: 'noted', by: 'ann', text: 'angry' },
      { kind: 'closed', by: 'ann', from: 'ann', code: 'done' },
    ]);

    expect(told).toEqual([
      ...[[], ['queued care'], ['message care'], ['claimed care'], ['message care']],
      ...[['message care'], ['note care'], ['closed care']],
    ]);
  });

  it('says which queue lost it where it was given to another', () => {
    const told = placesOf([
      says('agent'),
      { kind: 'claimed', agent: 'ann' },
      { kind: 'transferred', by: 'ann', from: 'ann', queue: 'returns' },
      says('are you there?'),
    ]);

    expect(told).toEqual([
      ...[['queued care'], ['claimed care'], ['queued returns care'], ['message returns']],
    ]);
  });

  it('knows of no queue for what is written down while the bot has the conversation', () => {
    expect(placesOf([says('hello'), { kind: 'noted', by: 'ann', text: 'known' }])).toEqual([
      ...[[], ['note -']],
    ]);
  });
});
