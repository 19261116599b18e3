import type { FeedbackTally } from '#app/ports/feedback-tally.ts';
import type { ProfileChanges } from '#app/ports/profile-changes.ts';
import type { CurrentsEvent } from '#core/feedback/currents-event.ts';

/**
 * Follows what becomes of profiles: whose profiles became one has one conversation, and who is
 * deleted is forgotten. In the order in which it is told.
 */
export class FollowProfiles {
  constructor(
    private readonly profiles: ProfileChanges,
    private readonly tally: FeedbackTally,
  ) {}

  /** @throws StoreUnavailable: repeat all of it */
  async execute(events: readonly CurrentsEvent[]): Promise<void> {
    for (const event of events) {
      if (event.kind === 'orphaned') {
        await this.profiles.merge(event.orphan, event.survivor);
        this.tally.countFeedback('merged', 1);
      } else if (event.kind === 'deleted') {
        const erased = await this.profiles.erase(event.names, event.id);
        if (erased > 0) this.tally.countFeedback('erased', erased);
      }
    }
  }
}
