import { randomUUID } from 'node:crypto';

import { itKeepsTheOutboxContract } from '../reply-outbox.contract.ts';
import { leasedReply } from '../reply-rows.ts';
import { FakeReplyOutbox } from './fake-reply-outbox.ts';

itKeepsTheOutboxContract(() => {
  const outbox = new FakeReplyOutbox('me', () => 0);
  return {
    outbox,
    conversation: () => Promise.resolve(randomUUID()),
    write: ({ isExpired, state, ...reply }) =>
      Promise.resolve(
        outbox.put(leasedReply(reply), {
          ...(state === 'pending' && { state, leasedBy: undefined }),
          ...(isExpired && { expiresAtMs: 0 }),
        }),
      ),
    stateOf: (reply) => Promise.resolve(outbox.of(reply)?.state ?? 'none'),
  };
});
