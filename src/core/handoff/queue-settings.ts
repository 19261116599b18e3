import type { SlaClock } from './desk-event.ts';
import type { IsOpen } from './hours.ts';

/** A queue as it works: bot.yaml's words, what leads changed of them, and defaults for the rest. */
export interface QueueSettings {
  readonly name: string;
  readonly title: string;
  /** Without opening hours it is always open. */
  readonly isOpen: IsOpen;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  /** From 0; the higher is served first by agents of several queues. */
  readonly priority: number;
  readonly offer: 'push' | 'pull';
  readonly offerMs: number;
  readonly capacity: number;
  /** Whose agents answer it. */
  readonly desk: 'parley' | 'chatwoot';
  /** Milliseconds of open time. */
  readonly sla: Readonly<Partial<Record<SlaClock, number | undefined>>>;
  readonly escalate: {
    readonly priority?: 'high' | undefined;
    readonly queue?: string | undefined;
    readonly notify: readonly string[];
  };
}

/** What a lead may change while Parley runs; what is left out stays as the bot has it. */
export interface QueueOverride {
  /** `true`: nobody is let in and nobody asked, whatever the hours say; `false`: open all the time. */
  readonly closed?: boolean | undefined;
  readonly offer?: 'push' | 'pull' | undefined;
  readonly offerMs?: number | undefined;
  readonly capacity?: number | undefined;
  readonly priority?: number | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly sla?: QueueSettings['sla'] | undefined;
}

/** A queue with what a lead changed of it. */
export function overridden(queue: QueueSettings, override: QueueOverride): QueueSettings {
  const { closed, offer, offerMs, capacity, priority, skills, languages, sla } = override;
  return {
    ...queue,
    isOpen: closed === undefined ? queue.isOpen : () => !closed,
    offer: offer ?? queue.offer,
    offerMs: offerMs ?? queue.offerMs,
    capacity: capacity ?? queue.capacity,
    priority: priority ?? queue.priority,
    skills: skills ?? queue.skills,
    languages: languages ?? queue.languages,
    sla: { ...queue.sla, ...sla },
  };
}
