import { guardedBecause, type RecipientGuard } from '#core/delivery/recipient-guard.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { BrazeProfiles, type ProfileUpdate } from '../ports/braze-profiles.ts';
import { nobodyMay, theseMayNot } from './guard-answers.ts';

/** Customers' profiles, for some of them only; like `GuardedMessages`. */
export class GuardedProfiles extends BrazeProfiles {
  constructor(
    private readonly open: BrazeProfiles,
    private readonly guard: RecipientGuard,
  ) {
    super();
  }

  override async track(update: ProfileUpdate): Promise<WireAnswer> {
    const attributes = this.reasonsOf(update.attributes);
    const events = this.reasonsOf(update.events);
    const all = [...attributes, ...events];
    const [first] = all.filter((reason) => reason !== undefined);
    if (first === undefined) return this.open.track(update);

    return all.includes(undefined)
      ? theseMayNot([
          ['attributes', attributes],
          ['events', events],
        ])
      : nobodyMay(first);
  }

  private reasonsOf(
    objects: ProfileUpdate['attributes'] | ProfileUpdate['events'],
  ): readonly (string | undefined)[] {
    return objects.map(({ recipient }) => guardedBecause(this.guard, recipient));
  }
}
