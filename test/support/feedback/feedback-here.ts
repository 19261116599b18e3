import type pg from 'pg';

import { NodeWebhookSeals } from '#adapters/http/whatsapp/node-webhook-seals.ts';
import { PostgresFeedbackStore } from '#adapters/postgres/feedback/postgres-feedback-store.ts';
import { PostgresProfileChanges } from '#adapters/postgres/feedback/postgres-profile-changes.ts';
import { PostgresIdentityDirectory } from '#adapters/postgres/identities/postgres-identity-directory.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import { FollowProfiles } from '#app/feedback/follow-profiles.ts';
import { JoinNews } from '#app/feedback/join-news.ts';
import { LookAfterFeedback } from '#app/feedback/look-after-feedback.ts';
import { TakeFeedback } from '#app/feedback/take-feedback.ts';
import { TellFailures } from '#app/feedback/tell-failures.ts';

import type { Accepting } from '../accepting.ts';
import { HeardIncidents } from '../heard-incidents.ts';
import { batchOf } from './a-currents-event.ts';
import { CountedFeedback } from './counted-feedback.ts';

/** Everything behind the door for Currents, on a real database. */
export class FeedbackHere {
  readonly tally = new CountedFeedback();
  readonly incidents = new HeardIncidents();
  readonly store: PostgresFeedbackStore;
  readonly takeFeedback: TakeFeedback;
  readonly lookAfter: LookAfterFeedback;
  private batches = 0;

  constructor(pool: pg.Pool, { acceptEvents, releases }: Accepting) {
    this.store = new PostgresFeedbackStore(pool);
    const seals = new NodeWebhookSeals(() => []);
    const directory = new PostgresIdentityDirectory(pool);
    const failures = new TellFailures(acceptEvents, seals, new UuidV7Ids());
    const join = new JoinNews(
      ...([this.store, directory, releases, failures, this.tally] as const),
    );
    this.lookAfter = new LookAfterFeedback(this.store, failures, this.tally, this.incidents);
    const profiles = new FollowProfiles(new PostgresProfileChanges(pool), this.tally);
    this.takeFeedback = new TakeFeedback(join, profiles, this.store, this.tally, this.incidents);
  }

  /** As Currents sends them, in one batch. */
  tell(...events: readonly unknown[]): Promise<number> {
    this.batches += 1;
    return this.takeFeedback.execute(batchOf(...events), String(this.batches));
  }
}
