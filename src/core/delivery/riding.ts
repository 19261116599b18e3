import type { Effect, Reply, WriteBack } from '#core/conversation/effect.ts';
import { SUBSCRIBE_STEP } from '#core/conversation/profile/subscription-write.ts';

/** Attributes that a reply takes along, and who of the effects beside it they are from. */
export interface Rides {
  /** For the reply at a place: what it takes along, the later value of a name winning. */
  readonly attributes: ReadonlyMap<number, Readonly<Record<string, unknown>>>;
  /** For the write-back at a place: the place of the reply that takes its attributes along. */
  readonly rideWith: ReadonlyMap<number, number>;
}

const NOBODY: Rides = { attributes: new Map(), rideWith: new Map() };

/**
 * Which attributes ride along with which reply: those that a step writes go with the first thing
 * that the same step says, so that its campaign finds them on the profile. Braze recommends five
 * minutes between a track and a send that depends on it, or this.
 *
 * Only what comes to the same when it is written twice rides; of subscriptions the one of who starts
 * again, and never the end of one: it would keep the very words from being sent.
 *
 * @param effects of one transition, in order
 * @see https://www.braze.com/docs/api/basics/
 */
export function ridesOf(effects: readonly Effect[]): Rides {
  if (!effects.some(({ kind }) => kind === 'write-back')) return NOBODY;

  const attributes = new Map<number, Record<string, unknown>>();
  const rideWith = new Map<number, number>();
  effects.forEach((effect, place) => {
    if (effect.kind !== 'write-back' || !canRide(effect)) return;
    const reply = effects.findIndex((other) => isCarrier(other) && other.step === effect.step);
    if (reply === -1) return;
    attributes.set(reply, { ...attributes.get(reply), ...effect.attributes });
    rideWith.set(place, reply);
  });
  return { attributes, rideWith };
}

/** A whole message's call takes no attributes. */
function isCarrier(effect: Effect): effect is Reply {
  return effect.kind === 'reply' && effect.carrier !== 'messages';
}

/** Plain values: an object may be an operation, or merged. */
function canRide({ attributes, idAs, step }: WriteBack): boolean {
  // Without it, who starts again would not be told so: Braze sends nothing to the unsubscribed.
  if (step === SUBSCRIBE_STEP) return true;
  if (attributes === undefined || idAs !== undefined) return false;
  const entries = Object.entries(attributes);
  return (
    entries.length > 0 &&
    entries.every(([name, value]) => name !== 'subscription_groups' && isPlain(value))
  );
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object');
  return value === null || typeof value !== 'object';
}
