import type { ReplyDesk, ShownReply, TroubledFilter } from '#app/ports/reply-desk.ts';
import { replyNameOf } from '#core/feedback/reply-id.ts';

import { NoSuchReply, NotAReply } from './replies-errors.ts';

/** Shows an operator the replies that need somebody. */
export class ListReplies {
  constructor(private readonly desk: ReplyDesk) {}

  /** By kind of trouble, the longest in it first. */
  execute(filter: TroubledFilter): Promise<readonly ShownReply[]> {
    return this.desk.list(filter);
  }

  /** @throws NotAReply, NoSuchReply */
  async one(replyId: string): Promise<ShownReply> {
    const name = replyNameOf(replyId);
    if (name === undefined) throw new NotAReply(replyId);

    const reply = await this.desk.get(name);
    if (reply === undefined) throw new NoSuchReply(replyId);
    return reply;
  }
}
