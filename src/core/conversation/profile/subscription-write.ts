import type { WriteBack } from '../effect.ts';

/** What says "you will hear nothing more" leaves first: the row waits for the replies beside it. */
export const UNSUBSCRIBE_STEP = 'bot.unsubscribe';
/** As the words that welcome them back: these take the state along, else Braze would not send them. */
export const SUBSCRIBE_STEP = 'bot.start';

/**
 * The subscription group's state as an attributes object says it; `/subscription/status/set`
 * cannot name customers by alias.
 *
 * @see https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */
function subscriptionAttribute(
  group: string,
  state: 'subscribed' | 'unsubscribed',
): Readonly<Record<string, unknown>> {
  return {
    subscription_groups: [{ subscription_group_id: group, subscription_state: state }],
  };
}

/** Who stops is unsubscribed, who starts again is subscribed; `undefined` where neither happens. */
export function subscriptionWrite(
  group: string | undefined,
  wasOut: boolean,
  isOut: boolean,
): WriteBack | undefined {
  if (group === undefined || wasOut === isOut) return undefined;

  const attributes = subscriptionAttribute(group, isOut ? 'unsubscribed' : 'subscribed');
  return { kind: 'write-back', attributes, step: isOut ? UNSUBSCRIBE_STEP : SUBSCRIBE_STEP };
}
