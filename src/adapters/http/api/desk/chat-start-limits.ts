import { RateLimits } from '../frame/rate-limits.ts';

/** In a minute, of one person or key, in this process: more is a campaign, which Braze is for. */
const PER_MINUTE = 30;
const BURST = 30;

/** How many chats somebody may begin. */
export class ChatStartLimits extends RateLimits {
  constructor(nowMs?: () => number) {
    super(PER_MINUTE / 60, BURST, nowMs);
  }
}
