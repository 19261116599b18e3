/**
 * What holds sending back in production and would hide what the service can do; said so among the
 * settings of every run.
 */
export const PACES_OFF = {
  BRAZE_HOURLY_BUDGET: '0',
  WHATSAPP_PER_SECOND: '0',
  WHATSAPP_PAIR_MS: '0',
  PARLEY_BUBBLE_GAP_MS: '0',
  PARLEY_SENDS_PER_MINUTE: '0',
};
