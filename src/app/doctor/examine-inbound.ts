import { type CampaignFacts, isLive } from '#core/doctor/campaign-facts.ts';
import { all, type Finding, red, type Said, unseen } from '#core/doctor/finding.ts';
import { judgeCount, judgeInbound, webhooksOf } from '#core/doctor/judge-inbound.ts';
import { judgeKnock } from '#core/doctor/judge-webhook-address.ts';
import { type Opens, secretIn } from '#core/doctor/judge-webhook-headers.ts';
import { may, type Probes } from '#core/doctor/permissions.ts';

import type { BrazeWorkspace } from '../ports/braze-workspace.ts';
import type { DoorKnocker } from '../ports/door-knocker.ts';
import { FindInbound } from './find-inbound.ts';

interface Inbound {
  /** Its id, where somebody has named it. */
  readonly named: string | undefined;
  /** Campaigns that are looked at, at most. */
  readonly most: number;
  readonly probes: Probes;
}

const ABOUT = 'Inbound webhook campaign';

/** Looks for the campaign that forwards customers' messages, at it, and at the door it leads to. */
export class ExamineInbound {
  constructor(
    private readonly braze: BrazeWorkspace,
    private readonly door: DoorKnocker,
    private readonly opens: Opens,
  ) {}

  async execute({ named, most, probes }: Inbound): Promise<readonly Finding[]> {
    if (!may(probes, 'campaigns.details')) return all(ABOUT, [notAllowed('campaigns.details')]);
    if (named !== undefined) return this.examineNamed(named);
    if (!may(probes, 'campaigns.list')) return all(ABOUT, [notAllowed('campaigns.list')]);

    const { forwarding, gap } = await new FindInbound(this.braze).execute(most);
    const examined = forwarding.filter(isLive);
    const single = forwarding.length === 1 ? forwarding : examined;
    const count = gap !== undefined && examined.length < 2 ? [gap] : [judgeCount(forwarding)];
    const of = await Promise.all(single.map((facts) => this.examine(facts)));
    return [...all(ABOUT, count), ...of.flat()];
  }

  private async examineNamed(id: string): Promise<readonly Finding[]> {
    const looked = await this.braze.campaign(id);
    if (looked.kind === 'found') {
      const count = judgeCount([looked.value]);
      return [...all(ABOUT, [count]), ...(await this.examine(looked.value))];
    }
    return all(ABOUT, [
      looked.kind === 'missing'
        ? red(
            'inbound-missing',
            `This workspace has no campaign ${id}`,
            'Name another by --inbound, or none',
          )
        : unseen(
            'inbound-unseen',
            `The campaign ${id} could not be looked at: ${looked.reason}`,
            'Run doctor again',
          ),
    ]);
  }

  private async examine(facts: CampaignFacts): Promise<readonly Finding[]> {
    const knocks: Said[] = [];
    for (const { url, headers } of webhooksOf(facts)) {
      const lower = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]));
      const secret = secretIn(lower);
      // Where Braze would not come, or without a secret, there is nothing to be learned.
      if (secret === undefined || secret.includes('{') || !URL.canParse(url)) continue;
      knocks.push(judgeKnock(url, await this.door.knock(url, secret)));
    }
    return all(`${ABOUT} "${facts.name}"`, [...judgeInbound(facts, this.opens), ...knocks]);
  }
}

function notAllowed(permission: string): Said {
  return unseen(
    'inbound-unseen',
    `It could not be looked for: the key does not have ${permission}`,
    'Use a key that has it, or name the campaign by --inbound',
  );
}
