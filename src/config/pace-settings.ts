import {
  ceilingBudget,
  hourlyBudget,
  numberBudget,
  type PaceSettings,
} from '#core/delivery/pace-settings.ts';
import { WHATSAPP_PAIR_RATE } from '#core/delivery/pair-rate.ts';

import { isLoopback } from './addresses.ts';
import type { Environment } from './environment.ts';
import type { PaceVariables } from './pace-variables.ts';

/** WhatsApp's, for a number that was not raised. @see https://developers.facebook.com/docs/whatsapp/throughput */
const NUMBER_PER_SECOND = 80;
/** Bubbles sent one right after the other can change places on their way to the handset. */
const GAP_MS = 1500;

/**
 * How fast to send.
 *
 * What WhatsApp makes necessary is the default where there is a WhatsApp: a sandbox, built in or
 * on this machine, answers at once unless it is told otherwise.
 */
export function paceSettingsOf(
  variables: Pick<Environment, keyof PaceVariables | 'BRAZE_REST_URL'>,
): PaceSettings {
  const { BRAZE_REST_URL: url } = variables;
  const isReal = url !== undefined && !isLoopback(new URL(url).hostname);
  const {
    WHATSAPP_PER_SECOND: perSecond = isReal ? NUMBER_PER_SECOND : 0,
    WHATSAPP_PAIR_MS: pairMs = isReal ? WHATSAPP_PAIR_RATE.everyMs : 0,
    PARLEY_BUBBLE_GAP_MS: gapMs = isReal ? GAP_MS : 0,
  } = variables;
  return {
    sends: hourlyBudget(variables.BRAZE_HOURLY_BUDGET, variables.BRAZE_RESERVE_PERCENT),
    number: numberBudget(perSecond),
    ceiling: ceilingBudget(variables.PARLEY_SENDS_PER_MINUTE),
    pair: pairMs === 0 ? undefined : { ...WHATSAPP_PAIR_RATE, everyMs: pairMs },
    gapMs,
  };
}
