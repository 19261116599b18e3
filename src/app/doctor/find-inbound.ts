import type { CampaignFacts } from '#core/doctor/campaign-facts.ts';
import { type Said, unseen } from '#core/doctor/finding.ts';
import { forwardsMessages } from '#core/doctor/judge-inbound.ts';
import type { Looked } from '#core/doctor/looked.ts';

import type { BrazeWorkspace, CampaignLine } from '../ports/braze-workspace.ts';

/** Calls at a time: out of a budget that replies share. */
const AT_A_TIME = 8;
/** @see https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaigns/ */
const A_PAGE = 100;

export interface FoundInbound {
  readonly forwarding: readonly CampaignFacts[];
  /** What was not looked at, so that none or one of them is no certainty. */
  readonly gap: Said | undefined;
}

/**
 * Finds campaigns that forward what customers write. A list of campaigns says no more than their
 * names, so each has to be looked at, the newest first.
 */
export class FindInbound {
  constructor(private readonly braze: BrazeWorkspace) {}

  /** @param most campaigns that are looked at, at most */
  async execute(most: number): Promise<FoundInbound> {
    const { lines, reason } = await this.list(most);
    const all = await this.lookAt(lines.slice(0, most));
    const forwarding = all.flatMap((looked) =>
      looked.kind === 'found' && forwardsMessages(looked.value) ? [looked.value] : [],
    );
    const unread = all.filter(({ kind }) => kind === 'unseen').length;
    if (reason !== undefined) return { forwarding, gap: listUnseen(reason) };
    if (unread > 0) return { forwarding, gap: someUnread(unread) };
    return { forwarding, gap: lines.length > most ? tooMany(most) : undefined };
  }

  /** One more than `most` where there are more. */
  private async list(
    most: number,
  ): Promise<{ readonly lines: readonly CampaignLine[]; readonly reason?: string }> {
    const lines: CampaignLine[] = [];
    for (let page = 0; lines.length <= most; page += 1) {
      const looked = await this.braze.campaigns(page);
      if (looked.kind === 'unseen') return { lines, reason: looked.reason };
      if (looked.kind === 'missing') break;
      lines.push(...looked.value);
      if (looked.value.length < A_PAGE) break;
    }
    return { lines };
  }

  private async lookAt(lines: readonly CampaignLine[]): Promise<readonly Looked<CampaignFacts>[]> {
    const all: Looked<CampaignFacts>[] = [];
    for (let start = 0; start < lines.length; start += AT_A_TIME) {
      const some = lines.slice(start, start + AT_A_TIME);
      all.push(...(await Promise.all(some.map(({ id }) => this.braze.campaign(id)))));
    }
    return all;
  }
}

const NAME_IT = 'Name the inbound webhook campaign by --inbound, or look further with --campaigns';

function listUnseen(reason: string): Said {
  return unseen('campaigns-unseen', `Not all campaigns could be listed: ${reason}`, NAME_IT);
}

function someUnread(count: number): Said {
  return unseen('campaigns-unread', `${String(count)} campaigns could not be looked at`, NAME_IT);
}

function tooMany(most: number): Said {
  return unseen(
    'campaigns-many',
    `Only the newest ${String(most)} campaigns were looked at`,
    NAME_IT,
  );
}
