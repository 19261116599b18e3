import { type Campaign, type CampaignDefinition, campaignOf } from './campaign.ts';

/** The campaigns, or the Canvases, that a workspace has. */
export class Campaigns {
  private readonly byId = new Map<string, Campaign>();

  constructor(usual: readonly CampaignDefinition[]) {
    this.know(usual);
  }

  /**
   * Adds campaigns, or replaces those of the same id. An id already known stays as it is; a
   * definition that says nothing of them leaves its state, re-eligibility, delivery and channel as they are.
   */
  know(given: readonly (CampaignDefinition | string)[]): void {
    for (const one of given) {
      const known = this.byId.get(typeof one === 'string' ? one : one.id);
      if (known === undefined) this.add(one);
      else if (typeof one !== 'string') {
        const { state, reEligible, delivery, channel, variation } = known;
        const { ignoresFrequencyCap, ignoresQuietHours } = known;
        const habits = { reEligible, ignoresFrequencyCap, ignoresQuietHours };
        this.add({ state, delivery, channel, variation, ...habits, ...one });
      }
    }
  }

  /** As in a workspace that nobody has used yet. */
  forget(): void {
    this.byId.clear();
  }

  find(id: string): Campaign | undefined {
    return this.byId.get(id);
  }

  list(): readonly Campaign[] {
    return [...this.byId.values()];
  }

  private add(given: CampaignDefinition | string): void {
    const campaign = campaignOf(given);
    this.byId.set(campaign.id, campaign);
  }
}
