import type { IsOpen } from '#core/handoff/hours.ts';
import type { QueueSettings } from '#core/handoff/queue-settings.ts';
import type { AgentTemplate, ByLocale } from '#core/handoff/templates/agent-template.ts';
import { byLocale, templatesOf } from '#core/handoff/templates/templates-of.ts';

import { type BotFile, ratingFlows } from '../../model/bot.ts';
import {
  type CallBack,
  DEFAULT_TIMES,
  type Queue,
  queuesByName,
  type Waiting,
} from '../../model/queue.ts';

/** What becomes of the words that bring the bot back, by who has the conversation. */
export interface CallingBack {
  readonly waiting: 'allowed' | 'asks' | 'told';
  readonly held: 'allowed' | 'asks' | 'told';
}

/** What who waits is told from time to time. */
type Telling = Pick<Waiting, 'every' | 'say'> & { readonly times: number };

/** How the bot and people share a conversation, with what is left out filled in. */
export interface DeskParts {
  /** By queue. */
  readonly callBack: ReadonlyMap<string, CallingBack>;
  /** By queue; those that tell nothing are not in it. */
  readonly telling: ReadonlyMap<string, Telling>;
  /** Who writes after so long in line is told once that they are heard; `undefined`: nobody is. */
  readonly reassureMs: number | undefined;
  readonly idle: { readonly after: number; readonly then: 'menu' | 'close' } | undefined;
  readonly wrapUpMs: number;
  /** The flow that asks how it was, while free words can leave for so long, and the one after that. */
  readonly csat: ReturnType<typeof ratingFlows>;
  readonly queues: ReadonlyMap<string, QueueSettings>;
  /** What agents may send by hand, at any time. */
  readonly templates: ReadonlyMap<string, AgentTemplate>;
  /** What agents say often, by the word that brings it. */
  readonly canned: ReadonlyMap<string, ByLocale>;
}

/** An agent who has said goodbye and then left lets go of the customer by then. */
const WRAP_UP_MS = 5 * 60_000;
/** Time to look up and click; then somebody else is asked. */
const OFFER_MS = 30_000;
const CAPACITY = 3;
const PRIORITY = 5;

export function deskPartsOf(bot: BotFile, hours: ReadonlyMap<string, IsOpen>): DeskParts {
  const { call_back: callBack, idle, wrap_up: wrapUpMs = WRAP_UP_MS, reassure } = bot.desk ?? {};
  const named = queuesByName(bot);
  const byName = <T>(of: (queue: Queue, name: string) => T): ReadonlyMap<string, T> =>
    new Map(named.map(([name, queue]) => [name, of(queue, name)]));
  const telling = named.flatMap(([name, { waiting }]) =>
    waiting === undefined ? [] : [[name, tellingOf(waiting)] as const],
  );
  const canned = Object.entries(bot.desk?.canned ?? {}).map(
    ([name, copy]) => [name, byLocale(copy, bot.locales)] as const,
  );
  return {
    callBack: byName((queue) => callingBack(queue.call_back ?? callBack)),
    telling: new Map(telling),
    reassureMs: reassure,
    ...{ idle, wrapUpMs, csat: ratingFlows(bot.csat) },
    queues: byName((queue, name) => settingsOf(name, queue, hours)),
    ...{ templates: templatesOf(bot), canned: new Map(canned) },
  };
}

function tellingOf({ every, say, times = DEFAULT_TIMES }: Waiting): Telling {
  return { every, say, times };
}

function callingBack(given: CallBack = 'waiting'): CallingBack {
  if (typeof given === 'object') {
    const { waiting = 'allowed', held = 'told' } = given;
    return { waiting, held };
  }
  return {
    waiting: given === 'never' ? 'told' : 'allowed',
    held: given === 'always' ? 'allowed' : 'told',
  };
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
