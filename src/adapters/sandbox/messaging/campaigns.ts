import { type Campaign, type CampaignDefinition, campaignOf } from './campaign.ts';

/** The campaigns, or the Canvases, that a workspace has. */
export class Campaigns {
  private readonly byId = new Map<string, Campaign>();

  constructor(usual: readonly CampaignDefinition[]) {
    this.know(usual);
  }

  /** Adds campaigns, or replaces those of the same id. An id already known stays as it is. */
  know(given: readonly (CampaignDefinition | string)[]): void {
    for (const one of given) {
      const campaign = campaignOf(one);
      if (typeof one === 'string' && this.byId.has(one)) continue;
      this.byId.set(campaign.id, campaign);
    }
  }

  find(id: string): Campaign | undefined {
    return this.byId.get(id);
  }

  list(): readonly Campaign[] {
    return [...this.byId.values()];
  }
}
