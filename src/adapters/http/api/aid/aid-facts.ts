import { RateLimits } from '../frame/rate-limits.ts';

/** One in six seconds, in the long run: who reads a draft before they send it asks for no more. */
const PER_SECOND = 1 / 6;
/** `shorter`, `friendlier` and `apologise` in a row are no abuse. */
const BURST = 10;

/** What the routes of the aid know besides their use case. */
export class AidFacts {
  /** Of each agent, in this process. */
  readonly limits = new RateLimits(PER_SECOND, BURST);

  /** @param isStandIn whether no model is set, and a stand-in without one answers */
  constructor(readonly isStandIn: boolean) {}
}
