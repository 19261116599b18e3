import { guardedBecause, type RecipientGuard } from '#core/delivery/recipient-guard.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { BrazeMessages, type TriggerCall } from '../ports/braze-messages.ts';
import { nobodyMay, theseMayNot } from './guard-answers.ts';

/**
 * The way to customers' phones, for some of them only.
 *
 * A call with anybody who may not be written to does not leave: it is answered as Braze refuses
 * one, naming those people. So each of their replies is settled with the reason, and the others
 * are sent by the call that follows.
 */
export class GuardedMessages extends BrazeMessages {
  constructor(
    private readonly open: BrazeMessages,
    private readonly guard: RecipientGuard,
  ) {
    super();
  }

  override async trigger(call: TriggerCall): Promise<WireAnswer> {
    const reasons = call.recipients.map(({ recipient }) => guardedBecause(this.guard, recipient));
    const [first] = reasons.filter((reason) => reason !== undefined);
    if (first === undefined) return this.open.trigger(call);

    return reasons.includes(undefined) ? theseMayNot([['recipients', reasons]]) : nobodyMay(first);
  }
}
