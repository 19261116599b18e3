import { beforeEach, describe, expect, it } from '@jest/globals';

import { Ids } from '#app/ports/ids.ts';
import type { Identity } from '#core/conversation/identity.ts';

import { FakeIdentityDirectory } from '../../../test/support/fake-identity-directory.ts';
import { FindConversation } from './find-conversation.ts';

class CountedIds extends Ids {
  private count = 0;

  override next(): string {
    this.count += 1;
    return `c${String(this.count)}`;
  }
}

const ann: Identity = { kind: 'external_id', value: 'ann' };
const brazeId: Identity = { kind: 'braze_id', value: 'b1' };
const phone: Identity = { kind: 'phone', value: '+34600000001' };

describe('FindConversation', () => {
  let directory: FakeIdentityDirectory;
  let findConversation: FindConversation;
  beforeEach(() => {
    directory = new FakeIdentityDirectory();
    findConversation = new FindConversation(directory, new CountedIds());
  });

  it('begins one conversation for a customer who writes twice at once', async () => {
    const both = await Promise.all([
      findConversation.execute([ann, phone]),
      findConversation.execute([ann, phone]),
    ]);

    expect(both).toEqual(['c1', 'c1']);
  });

  it('remembers who was met, and asks nobody', async () => {
    await findConversation.execute([ann]);
    const { asked } = directory;

    expect(findConversation.known([ann])).toBe('c1');
    expect(directory.asked).toBe(asked);
  });

  it('finds a customer again by a stronger name that came later', async () => {
    await findConversation.execute([brazeId]);

    await findConversation.execute([ann, brazeId]);

    expect(await findConversation.execute([ann])).toBe('c1');
  });

  it('joins two conversations that turn out to be one person’s, and forgets the closed one', async () => {
    await findConversation.execute([brazeId]);
    await findConversation.execute([ann]);

    const joined = await findConversation.execute([ann, brazeId]);

    expect(directory.merged).toEqual([['c2', 'c1']]);
    expect(joined).toBe('c2');
    expect(findConversation.known([brazeId])).toBeUndefined();
  });

  it('hands on why the directory does not answer', async () => {
    directory.find = () => Promise.reject(new Error('down'));

    await expect(findConversation.execute([ann])).rejects.toThrow('down');
  });
});
