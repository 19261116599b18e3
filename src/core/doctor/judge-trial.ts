import type { Outcome } from '#core/delivery/outcome.ts';

import { green, red, type Said, unseen } from './finding.ts';

/** What came back for one text that was sent to see whether it arrives. */
export function judgeTrial(to: string, outcome: Outcome): Said {
  switch (outcome.kind) {
    case 'accepted': {
      const dispatch = outcome.dispatchId === undefined ? '' : `, dispatch ${outcome.dispatchId}`;
      const [fault] = outcome.faults;
      if (fault !== undefined) {
        const says = `Braze took the text for ${to} and said: ${fault.reason}`;
        return red('trial-flagged', says, 'Look whether the customer is known to Braze');
      }
      return green(
        'trial-accepted',
        `Braze took the text for ${to}${dispatch}. Look at the phone: Braze does not tell whether it arrives`,
      );
    }
    case 'refused':
    case 'halted':
      return red('trial-refused', `The text for ${to} was not taken: ${outcome.reason}`, MEND);
    case 'throttled':
    case 'not-sent':
      return unseen('trial-not-sent', `The text for ${to} was not sent: ${outcome.reason}`, AGAIN);
    case 'ambiguous':
      return unseen(
        'trial-ambiguous',
        `Whether the text for ${to} was sent, nobody can know: ${outcome.reason}`,
        'Look at the phone before you send another',
      );
  }
}

const MEND = 'Mend what is red above, and try again';
const AGAIN = 'Try again later';
