import type { WantedChanges } from '#app/board/change-agent.ts';

import { Choice, Count, Flag, Texts } from '../frame/fields.ts';

/** What is left out stays. */
export class AgentChangesBody {
  @Choice(['away', 'offline'], {
    optional: true,
    about:
      'away: keeps what they have and gets nothing new; offline: what they have waits again soon. Only they themselves come online.',
  })
  readonly presence?: 'away' | 'offline';

  @Texts({ max: 100, optional: true, about: 'Works in these queues from now on.' })
  readonly queues?: readonly string[];

  @Flag({ optional: true, about: 'true: works in all queues that they may see.' })
  readonly all_queues?: boolean;

  @Texts({ max: 50, optional: true })
  readonly skills?: readonly string[];

  @Texts({ max: 50, optional: true, about: 'Such as `es`.' })
  readonly languages?: readonly string[];

  @Count({ max: 100, optional: true, about: 'Conversations at a time.' })
  readonly capacity?: number;

  @Flag({ optional: true, about: 'true: as many at a time as their queues say.' })
  readonly capacity_of_queues?: boolean;

  toChanges(): WantedChanges {
    const { presence, skills, languages, queues, capacity } = this;
    return {
      ...{ presence, skills, languages },
      queues: this.all_queues === true ? null : queues,
      capacity: this.capacity_of_queues === true ? null : capacity,
    };
  }
}
