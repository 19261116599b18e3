import type { WireAnswer } from '#core/delivery/wire-answer.ts';
import type { CampaignFacts } from '#core/doctor/campaign-facts.ts';
import type { Looked } from '#core/doctor/looked.ts';
import type { Permission } from '#core/doctor/permissions.ts';

/** A campaign as a list names it. */
export interface CampaignLine {
  readonly id: string;
  readonly name: string;
}

/** A Braze workspace, looked at and left as it is; nothing here throws for what Braze answers. */
export abstract class BrazeWorkspace {
  /** Calls what takes this permission so that nothing happens, whatever the key may do. */
  abstract probe(permission: Permission): Promise<WireAnswer>;

  abstract campaign(id: string): Promise<Looked<CampaignFacts>>;

  abstract canvas(id: string): Promise<Looked<CampaignFacts>>;

  /**
   * Campaigns that are not archived, a hundred a page, the newest first; an empty list behind the
   * last page.
   *
   * @param page from 0
   */
  abstract campaigns(page: number): Promise<Looked<readonly CampaignLine[]>>;
}
