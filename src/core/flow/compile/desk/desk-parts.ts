import type { IsOpen } from '#core/handoff/hours.ts';
import type { QueueSettings } from '#core/handoff/queue-settings.ts';

import type { BotFile } from '../../model/bot.ts';
import { type Queue, queuesByName } from '../../model/queue.ts';

/** How the bot and people share a conversation, with what is left out filled in. */
export interface DeskParts {
  readonly callBack: 'waiting' | 'always' | 'never';
  readonly idle: { readonly after: number; readonly then: 'menu' | 'close' } | undefined;
  readonly wrapUpMs: number;
  /** The flow that asks how it was. */
  readonly csat: string | undefined;
  readonly queues: ReadonlyMap<string, QueueSettings>;
}

/** An agent who has said goodbye and then left lets go of the customer by then. */
const WRAP_UP_MS = 5 * 60_000;
/** Time to look up and click; then somebody else is asked. */
const OFFER_MS = 30_000;
const CAPACITY = 3;
const PRIORITY = 5;

export function deskPartsOf(bot: BotFile, hours: ReadonlyMap<string, IsOpen>): DeskParts {
  const { call_back: callBack = 'waiting', idle, wrap_up: wrapUpMs = WRAP_UP_MS } = bot.desk ?? {};
  const queues = queuesByName(bot).map(
    ([name, queue]) => [name, settingsOf(name, queue, hours)] as const,
  );
  return { callBack, idle, wrapUpMs, csat: bot.csat, queues: new Map(queues) };
}

function settingsOf(name: string, queue: Queue, hours: ReadonlyMap<string, IsOpen>): QueueSettings {
  const { title, skills = [], languages = [], priority, offer, sla = {}, escalate } = queue;
  const open = queue.hours === undefined ? undefined : hours.get(queue.hours);
  return {
    ...{ name, title: title ?? name.replaceAll('_', ' '), isOpen: open ?? always },
    ...{ skills, languages, priority: priority ?? PRIORITY, offer: offer ?? offerOf(queue) },
    desk: queue.desk ?? 'parley',
    ...{ offerMs: queue.offer_timeout ?? OFFER_MS, capacity: queue.capacity ?? CAPACITY, sla },
    escalate: {
      ...{ priority: escalate?.priority, queue: escalate?.queue },
      notify: escalate?.notify ?? [],
    },
  };
}

/** Chatwoot gives out its conversations itself. */
function offerOf({ desk }: Queue): 'push' | 'pull' {
  return desk === 'chatwoot' ? 'pull' : 'push';
}

function always(): boolean {
  return true;
}
