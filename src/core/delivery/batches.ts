import type { Carrier } from '#core/conversation/effect.ts';
import { type Identity, identityKey } from '#core/conversation/identity.ts';

import type { Allowance } from './gate.ts';
import { PRIORITY, type Priority } from './priority.ts';

/** What decides in whose company a reply travels. */
export interface Batchable {
  readonly carrier: Carrier;
  readonly campaignId: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly recipient: Identity;
  readonly priority: Priority;
}

/** Braze takes no more in one call. @see https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
export const MAX_RECIPIENTS = 50;

/**
 * Sorts replies into calls, in the order in which they come, as many as are allowed.
 *
 * A call has one campaign or Canvas and nobody twice: Braze would send a repeated recipient one message
 * and drop the other. A message that is sent whole is the same for all of its call. What finds no place is left for a later turn.
 */
export function batchesOf<T extends Batchable>(
  replies: Iterable<T>,
  allowed: Allowance,
): readonly (readonly T[])[] {
  const batches: T[][] = [];
  const open = new Map<string, { readonly batch: T[]; readonly people: Set<string> }>();
  const perCall = Math.min(allowed.recipientsPerCall, MAX_RECIPIENTS);
  let room = Math.min(allowed.calls * perCall, allowed.recipients ?? Infinity);

  for (const reply of replies) {
    if (room === 0) break;
    const person = identityKey(reply.recipient);
    const target = targetOf(reply);
    let call = open.get(target);
    if (call === undefined || call.batch.length >= perCall || call.people.has(person)) {
      if (batches.length >= allowed.calls) continue;
      call = { batch: [], people: new Set() };
      open.set(target, call);
      batches.push(call.batch);
    }
    call.batch.push(reply);
    call.people.add(person);
    room -= 1;
  }
  return batches;
}

/**
 * Those calls that gain nothing by waiting for the replies that are on their way: the full ones,
 * those that carry an agent's words, and whole messages, which hardly anybody shares.
 */
export function ripeOf<T extends Batchable>(
  batches: readonly (readonly T[])[],
): readonly (readonly T[])[] {
  return batches.filter(
    (batch) =>
      batch.length >= MAX_RECIPIENTS ||
      batch[0]?.carrier === 'messages' ||
      batch.some(({ priority }) => priority === PRIORITY.agent),
  );
}

/** Whole messages as text: what waits for long is looked at in every turn. */
const CONTENTS = new WeakMap<object, string>();

/** A Canvas is triggered elsewhere than a campaign, whatever their ids. */
function targetOf({ carrier, campaignId, properties }: Batchable): string {
  if (carrier === 'messages') {
    const content = CONTENTS.get(properties) ?? JSON.stringify(properties);
    CONTENTS.set(properties, content);
    return `messages ${campaignId} ${content}`;
  }
  return carrier === 'canvas' ? `canvas ${campaignId}` : campaignId;
}
