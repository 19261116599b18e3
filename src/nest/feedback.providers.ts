import type { Provider } from '@nestjs/common';

import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { FollowProfiles } from '#app/feedback/follow-profiles.ts';
import { JoinNews } from '#app/feedback/join-news.ts';
import { LookAfterFeedback } from '#app/feedback/look-after-feedback.ts';
import { TakeFeedback } from '#app/feedback/take-feedback.ts';
import { TellFailures } from '#app/feedback/tell-failures.ts';
import { FeedbackStore } from '#app/ports/feedback-store.ts';
import { FeedbackTally } from '#app/ports/feedback-tally.ts';
import { IdentityDirectory } from '#app/ports/identity-directory.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { ProfileChanges } from '#app/ports/profile-changes.ts';
import { WebhookSeals } from '#app/ports/webhook-seals.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';

import { bind } from './bind.ts';

/** What Currents tells, and what follows from it. */
export const feedbackProviders: readonly Provider[] = [
  bind(FollowProfiles, [ProfileChanges, FeedbackTally]),
  bind(TellFailures, [AcceptEvents, WebhookSeals, Ids]),
  bind(JoinNews, [FeedbackStore, IdentityDirectory, KnownReleases, TellFailures, FeedbackTally]),
  bind(TakeFeedback, [JoinNews, FollowProfiles, FeedbackStore, FeedbackTally, Incidents]),
  bind(LookAfterFeedback, [FeedbackStore, TellFailures, FeedbackTally, Incidents]),
];
