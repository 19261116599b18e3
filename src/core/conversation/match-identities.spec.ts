import { describe, expect, it } from '@jest/globals';

import type { Identity, IdentityKind } from './identity.ts';
import { type KnownConversation, matchIdentities } from './match-identities.ts';

const name = (kind: IdentityKind, value: string): Identity => ({ kind, value });
const ann = name('external_id', 'ann');
const bob = name('external_id', 'bob');
const brazeId = name('braze_id', 'b1');
const phone = name('phone', '+34600000001');

const conversation = (id: string, recipient: Identity): KnownConversation => ({
  id,
  recipient,
  createdAtMs: 0,
});

describe('matchIdentities', () => {
  it('finds nobody where no name is known', () => {
    expect(matchIdentities([ann, phone], [], [])).toEqual({ kind: 'new' });
  });

  it('lets the strongest known name decide', () => {
    const known = [
      { ...ann, conversationId: 'c1' },
      { ...phone, conversationId: 'c2' },
    ];
    const conversations = [conversation('c1', ann), conversation('c2', bob)];

    expect(matchIdentities([phone, ann], known, conversations)).toMatchObject({
      kind: 'known',
      conversationId: 'c1',
    });
  });

  it('adds a stronger name to a conversation that was known by a weaker one', () => {
    const known = [{ ...brazeId, conversationId: 'c1' }];

    const match = matchIdentities([ann, brazeId], known, [conversation('c1', brazeId)]);

    expect(match).toEqual({
      kind: 'known',
      conversationId: 'c1',
      added: [ann],
      sameAs: undefined,
    });
  });

  it('does not give a person the conversation of whoever had the phone number before', () => {
    const known = [{ ...phone, conversationId: 'c1' }];

    expect(matchIdentities([bob, phone], known, [conversation('c1', ann)])).toEqual({
      kind: 'new',
    });
  });

  it('tells when two conversations are one person’s', () => {
    const known = [
      { ...ann, conversationId: 'c2' },
      { ...brazeId, conversationId: 'c1' },
    ];
    const conversations = [conversation('c2', ann), conversation('c1', brazeId)];

    expect(matchIdentities([ann, brazeId], known, conversations)).toMatchObject({
      conversationId: 'c2',
      sameAs: 'c1',
    });
  });

  it('never joins two conversations over a phone number alone', () => {
    const known = [
      { ...ann, conversationId: 'c2' },
      { ...phone, conversationId: 'c1' },
    ];
    const conversations = [conversation('c2', ann), conversation('c1', phone)];

    expect(matchIdentities([ann, phone], known, conversations)).toMatchObject({
      conversationId: 'c2',
      sameAs: undefined,
    });
  });
});
