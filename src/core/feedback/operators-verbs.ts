/** What an operator may do with a reply. */
export type OperatorsVerb = 'retry' | 'resend' | 'drop';

/**
 * From which states each verb may lead on; anything else belongs to a worker at that moment, or is
 * done with.
 *
 * `retry` is for what was certainly not sent. `resend` may be read twice, which the operator has
 * decided to bear. What is on the wire is nobody's.
 */
export const MAY_COME_FROM: Readonly<Record<OperatorsVerb, readonly string[]>> = {
  retry: ['pending', 'failed'],
  resend: ['ambiguous', 'held', 'sent'],
  drop: ['pending', 'leased', 'ambiguous', 'held', 'failed', 'expired'],
};

/** Whether the reply leaves, or shall never. */
export function leadsOut(verb: OperatorsVerb): boolean {
  return verb !== 'drop';
}
