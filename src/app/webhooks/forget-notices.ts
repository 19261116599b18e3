import type { Incidents } from '#app/ports/incidents.ts';
import type { WebhookOutbox } from '#app/ports/webhook-outbox.ts';

import { Forgetting } from '../housekeeping/forgetting.ts';
import { untilFew } from '../housekeeping/until-few.ts';

/** What was given up can be tried anew for so long. */
const KEPT_DAYS = 30;

/** Forgets notices that were sent or given up long ago. */
export class ForgetNotices extends Forgetting {
  protected override readonly what = 'forget old notices';

  constructor(
    private readonly outbox: Pick<WebhookOutbox, 'forgetSettled'>,
    protected override readonly incidents: Incidents,
  ) {
    super();
  }

  override execute(): Promise<void> {
    return untilFew((atOnce) => this.outbox.forgetSettled(KEPT_DAYS, atOnce));
  }
}
