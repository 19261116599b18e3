import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';

import { Currents } from './currents/currents.ts';
import { currentsSettings } from './currents/currents-options.ts';
import { FaultBoard } from './faults/fault-board.ts';
import { Inbound } from './inbound/inbound.ts';
import { webhookCampaign, webhookTransport } from './inbound/webhook-campaign.ts';
import type { Json } from './json.ts';
import { type CampaignDefinition, USUAL_CAMPAIGNS } from './messaging/campaign.ts';
import { Campaigns } from './messaging/campaigns.ts';
import { type Habits, NO_HABITS } from './messaging/habits.ts';
import { Outbound } from './messaging/outbound.ts';
import { People } from './people/people.ts';
import { Feed } from './record/feed.ts';
import { Ledger } from './record/ledger.ts';
import { Budgets } from './rest/budgets.ts';
import { SandboxClock } from './sandbox-clock.ts';
import type { SandboxOptions } from './sandbox-options.ts';

/** Profiles kept; the bench's 20,000 customers fit, and a run of weeks stays bounded. */
const PEOPLE_KEPT = 50_000;
const ARRIVALS_KEPT = { everything: 10_000, counters: 1_048_576 } as const;

/**
 * A stand-in for one Braze workspace: its profiles, campaigns, limits and odd habits.
 *
 * Holds everything in memory, bounded whatever comes. Knows nothing of HTTP servers or frameworks:
 * `sandboxRequestListener` puts it on the wire. Call `close()` at the end.
 */
export class SandboxBraze {
  readonly record: 'everything' | 'counters';
  readonly subscriptionGroupId: string;
  readonly restKey: string | undefined;
  /** What the key may do; may be changed, though Braze would have it a new key. */
  permissions: readonly string[] | undefined;
  /** Milliseconds before each REST answer; may be changed. */
  latencyMs: number;

  /** Quiet hours, caps, the pair rate; may be changed. */
  readonly habits: Habits;
  readonly clock: SandboxClock;
  readonly feed = new Feed();
  readonly ledger: Ledger;
  readonly people: People;
  readonly campaigns = new Campaigns(USUAL_CAMPAIGNS);
  readonly canvases = new Campaigns([
    { id: 'parley-canvas', name: 'Parley: canvas', layout: 'canvas' },
  ]);
  /** Campaigns of other people by their ids, as `/campaigns/details` tells them; none of them sends. */
  readonly others = new Map<string, Json>();
  readonly faults: FaultBoard;
  readonly budgets: Budgets;
  readonly outbound: Outbound;
  readonly inbound: Inbound;
  readonly currents: Currents;

  private readonly idPrefix = randomBytes(8).toString('hex');
  private ids = 0;

  constructor(options: SandboxOptions = {}) {
    this.record = options.record ?? 'everything';
    this.subscriptionGroupId = options.subscriptionGroupId ?? 'parley-whatsapp';
    this.restKey = options.restKey;
    this.permissions = options.permissions;
    this.latencyMs = options.latencyMs ?? 0;

    const keepsEverything = this.record === 'everything';
    const newId = (): string => this.newId();
    this.clock = clockOf(options);
    this.faults = new FaultBoard(options.random ?? Math.random);
    this.budgets = new Budgets(options.limits ?? {});
    this.people = new People(newId, PEOPLE_KEPT);
    this.ledger = new Ledger(keepsEverything, ARRIVALS_KEPT[this.record], this.feed, preciseMs);
    this.currents = new Currents(currentsSettings(options.currents ?? {}), this.ledger, newId);
    this.habits = { ...NO_HABITS, ...options.habits };
    const rules = {
      habits: this.habits,
      subscriptionGroupId: this.subscriptionGroupId,
      adoptsStrangers: options.adoptsStrangers ?? true,
    };
    this.outbound = new Outbound(this.people, this.ledger, this.clock, rules, this.currents);
    const webhook = options.webhook ?? {};
    this.inbound = new Inbound(
      webhookCampaign(webhook),
      webhookTransport(webhook),
      this.ledger,
      this.clock,
      newId,
    );
  }

  /** Campaigns that exist from now on; an id alone stands for a text campaign. */
  knowCampaigns(given: readonly (CampaignDefinition | string)[]): void {
    this.campaigns.know(given);
  }

  /** Canvases that exist from now on. */
  knowCanvases(given: readonly (CampaignDefinition | string)[]): void {
    this.canvases.know(given);
  }

  /** 32 hexadecimal digits, unlike any other of this workspace. */
  newId(): string {
    this.ids += 1;
    return this.idPrefix + this.ids.toString(16).padStart(16, '0');
  }

  /** Forgets people, calls, counts and faults; campaigns, settings and the clock stay. */
  reset(): void {
    this.people.clear();
    this.ledger.clear();
    this.faults.clear();
    this.budgets.clear();
    this.feed.tell({ kind: 'reset' });
  }

  /** Ends webhooks and feedback that are still being tried, and the streams of those who look. */
  close(): void {
    this.inbound.close();
    this.currents.close();
    this.feed.tell({ kind: 'closed' });
  }
}

function clockOf(options: SandboxOptions): SandboxClock {
  return new SandboxClock(
    options.realNow ?? Date.now,
    options.clockOffsetMs ?? 0,
    options.onClockAdvance ?? (() => Promise.resolve()),
  );
}

function preciseMs(): number {
  return performance.timeOrigin + performance.now();
}
