import type { DedupeKeys } from '#app/ports/dedupe-keys.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import { Forgetting } from './forgetting.ts';
import { untilFew } from './until-few.ts';

/**
 * Braze repeats a webhook for 24 hours at most; three times that is kept.
 *
 * @see https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook/
 */
const KEPT_HOURS = 72;

/** Forgets keys that no duplicate will come with any more. */
export class ForgetOldKeys extends Forgetting {
  protected override readonly what = 'forget old keys';

  constructor(
    private readonly keys: DedupeKeys,
    protected override readonly incidents: Incidents,
  ) {
    super();
  }

  override execute(): Promise<void> {
    return untilFew((atOnce) => this.keys.forgetOlderThan(KEPT_HOURS, atOnce));
  }
}
