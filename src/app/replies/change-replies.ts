import type { Changed, ReplyDesk } from '#app/ports/reply-desk.ts';
import type { OperatorsVerb } from '#core/feedback/operators-verbs.ts';
import { replyNameOf } from '#core/feedback/reply-id.ts';

import { NotAReply, ReasonMissing } from './replies-errors.ts';

const LONGEST_REASON = 300;

/** Does what an operator has decided about replies: retry, resend or drop. */
export class ChangeReplies {
  constructor(private readonly desk: ReplyDesk) {}

  /**
   * Answers for each reply, in order, what became of it; a name given twice is one.
   *
   * @throws NotAReply, ReasonMissing; then nothing was changed
   */
  async execute(
    verb: OperatorsVerb,
    replyIds: readonly string[],
    by: { readonly actor: string; readonly reason: string },
  ): Promise<readonly Changed[]> {
    const reason = by.reason.trim();
    if (reason === '' || reason.length > LONGEST_REASON) throw new ReasonMissing();

    const replies = [...new Set(replyIds.map((id) => id.trim().toLowerCase()))].map((id) => {
      const name = replyNameOf(id);
      if (name === undefined) throw new NotAReply(id);
      return name;
    });
    return this.desk.change({ verb, replies, actor: by.actor, reason });
  }
}
