import { percentilesBetween } from '../evidence/percentiles.js';

/** Of each turn what the model did not take, from the request to the answer at Braze. */
export function shareOf(sent, answeredMs, { modelMs }, keep) {
  const withoutModel = answeredMs.map((ms) => ms - modelMs);
  return percentilesBetween(sent.dueMs, withoutModel, keep);
}
