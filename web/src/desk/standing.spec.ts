import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Conversation, DeskRow, Session } from '../api/desk-types.ts';
import { standingOf } from './standing.ts';

type Owner = Conversation['owner'];
const ME: Session = {
  ...{ id: 'me', name: 'Ana', actor: 'ana', permissions: ['conversations.take'], queues: null },
  ...{ must_change_password: false, csrf_token: null },
};

function aConversation(
  owner: Owner,
  takenBy: string | null,
  blocked: Conversation['blocked'] = null,
): Conversation {
  const handoff = {
    ...{ queue: 'care', reason: '', requested_at: '', taken_by: takenBy, taken_at: null },
  };
  return {
    ...{ id: 'c1', owner, last_seq: 1, recipient: { kind: 'external_id', value: 'dora' } },
    ...{ created_at: '', last_event_at: null, window_ends_at: null, window_open: true },
    ...{ stuck_reason: null, blocked, handoff },
  };
}

function aRow(offeredTo: string | null, state: DeskRow['state']): DeskRow {
  return {
    ...{ id: 'c1', queue: 'care', priority: 'normal', state, reason: '', step: '', topic: null },
    ...{ locale: 'en', recipient: 'dora', agent: null, offered_to: offeredTo, glimpse: null },
    ...{ offer_ends_at: '2026-11-23T12:00:00Z', since: '', unread: 0, unanswered_since: null },
    ...{ window_ends_at: null, lets_go_at: null, sla_clock: null, sla_due_at: null, breached: [] },
  };
}

const someone = fc.constantFrom('me', 'bo', null);
const aCase = fc.record({
  owner: fc.constantFrom<Owner>('bot', 'queue', 'agent', 'nobody'),
  takenBy: someone,
  offeredTo: someone,
  state: fc.constantFrom<DeskRow['state']>('asking', 'waiting', 'offered', 'held', 'wrapping'),
  isKnown: fc.boolean(),
});

describe('standingOf', () => {
  it('lets nobody take what is theirs already, and offers one way to take at most', () => {
    fc.assert(
      fc.property(aCase, ({ owner, takenBy, offeredTo, state, isKnown }) => {
        const row = isKnown ? aRow(offeredTo, state) : undefined;
        const standing = standingOf(aConversation(owner, takenBy), row, ME);
        const { isMine, isOfferedToMe, mayClaim, mayTakeOver, isWrapping } = standing;

        const ways = [isMine, isOfferedToMe, mayClaim, mayTakeOver].filter((way) => way);
        expect(ways.length).toBe(owner === 'nobody' ? 0 : 1);
        expect(isWrapping && !isMine).toBe(false);
        expect(standing.offerEndsAt === null).toBe(!isOfferedToMe);
      }),
    );
  });

  it('lets nobody take what they have no right to', () => {
    fc.assert(
      fc.property(aCase, ({ owner, takenBy, offeredTo, state }) => {
        const reader = { ...ME, permissions: ['conversations.read'] };
        const { mayClaim, mayTakeOver } = standingOf(
          aConversation(owner, takenBy),
          aRow(offeredTo, state),
          reader,
        );
        expect([mayClaim, mayTakeOver]).toEqual([false, false]);
      }),
    );
  });

  it.each<[string, Owner, string | null, string | null, DeskRow['state'], string]>([
    ['the bot', 'bot', null, null, 'waiting', 'botHas'],
    ['nobody', 'nobody', null, null, 'waiting', 'nobodyHas'],
    ['me', 'agent', 'me', null, 'held', 'youHave'],
    ['me, wrapping up', 'agent', 'me', null, 'wrapping', 'wrapping'],
    ['somebody else', 'agent', 'bo', null, 'held', 'has bo'],
    ['a queue', 'queue', null, null, 'waiting', 'waits care'],
    ['a queue that offers it to me', 'queue', null, 'me', 'offered', 'offered'],
    ['a queue that offers it to another', 'queue', null, 'bo', 'offered', 'offeredTo bo'],
  ])('says that %s has it', (_, owner, takenBy, offeredTo, state, said) => {
    const { words } = standingOf(aConversation(owner, takenBy), aRow(offeredTo, state), ME);
    const say = (key: string, values: object = {}): string =>
      [key, ...(Object.values(values) as string[])].join(' ');

    expect(words(say, (id) => id ?? '?')).toBe(said);
  });

  it('tells who is blocked from who has opted out', () => {
    const blocked = { by: 'bo', reason: 'insults', until: null };

    const { words } = standingOf(aConversation('nobody', null, blocked), undefined, ME);
    expect(words(String, String)).toBe('blockedHas');
  });

  it('says nothing of what is not known yet', () => {
    const { words, mayClaim, mayTakeOver } = standingOf(undefined, undefined, ME);

    expect([words(String, String), mayClaim, mayTakeOver]).toEqual(['', false, false]);
  });
});
