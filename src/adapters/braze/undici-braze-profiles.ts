import { BrazeProfiles, type ProfileUpdate } from '#app/ports/braze-profiles.ts';
import { MAX_TRACK_OBJECTS } from '#core/delivery/track-plan.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import type { BrazeClient } from './braze-client.ts';
import { TrackOutOfBounds } from './braze-errors.ts';
import { ownAttributes } from './own-attributes.ts';
import { trackRecipient } from './recipient.ts';

/** Profiles by `/users/track`. */
export class UndiciBrazeProfiles extends BrazeProfiles {
  constructor(private readonly client: BrazeClient) {
    super();
  }

  /** @see https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ */
  override async track({ attributes, events }: ProfileUpdate): Promise<WireAnswer> {
    const size = attributes.length + events.length;
    if (size < 1 || size > MAX_TRACK_OBJECTS) throw new TrackOutOfBounds(size);

    return this.client.post('/users/track', {
      ...(attributes.length > 0 && {
        attributes: attributes.map(({ recipient, values }) => ({
          ...ownAttributes(values),
          ...trackRecipient(recipient),
        })),
      }),
      ...(events.length > 0 && {
        events: events.map(({ recipient, name, properties, at }) => ({
          ...trackRecipient(recipient),
          name,
          time: at.toISOString(),
          properties,
        })),
      }),
    });
  }
}
