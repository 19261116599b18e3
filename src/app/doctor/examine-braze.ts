import type { RecipientGuard } from '#core/delivery/recipient-guard.ts';
import type { CampaignFacts } from '#core/doctor/campaign-facts.ts';
import { CHECKLIST } from '#core/doctor/checklist.ts';
import { all, type Finding } from '#core/doctor/finding.ts';
import { judgeHost } from '#core/doctor/instances.ts';
import { judgeAgentTemplate, judgeCampaign, judgeCanvas } from '#core/doctor/judge-campaign.ts';
import { judgeGuards } from '#core/doctor/judge-guards.ts';
import { judgeNumbers } from '#core/doctor/judge-numbers.ts';
import type { Opens } from '#core/doctor/judge-webhook-headers.ts';
import type { Looked } from '#core/doctor/looked.ts';
import {
  isKeyUnknown,
  isSilent,
  judgeKey,
  may,
  type Permission,
  PERMISSIONS,
  type Probes,
} from '#core/doctor/permissions.ts';
import type { BotParts } from '#core/flow/compile/bot-parts.ts';

import type { BrazeWorkspace } from '../ports/braze-workspace.ts';
import type { DoorKnocker } from '../ports/door-knocker.ts';
import { ExamineInbound } from './examine-inbound.ts';

/** What the process that is examined was told. */
export interface Told {
  /** Host of BRAZE_REST_URL. */
  readonly host: string;
  readonly isProduction: boolean;
  readonly guard: RecipientGuard;
  /** Whether a secret is among PARLEY_WEBHOOK_SECRETS. */
  readonly opens: Opens;
}

/** Whom to ask at Braze: here, and at another host that somebody has named. */
export interface Workspaces {
  readonly here: BrazeWorkspace;
  readonly at: (host: string) => BrazeWorkspace;
}

export interface Examination {
  /** What the bot sends by; `undefined` where no release is live. */
  readonly bot:
    | (Pick<BotParts, 'layouts' | 'canvases'> &
        Partial<Pick<BotParts, 'attributes'>> & {
          readonly desk?: Pick<BotParts['desk'], 'templates'>;
        })
    | undefined;
  /** Hosts at which the key is tried, should it not be known here. */
  readonly also: readonly string[];
  /** The inbound webhook campaign, where somebody names it; else it is looked for. */
  readonly inbound: string | undefined;
  /** Campaigns that are looked at, at most, to find it. */
  readonly mostCampaigns: number;
}

/** Looks at a Braze workspace from outside and says of everything how it stands. It sends nothing. */
export class ExamineBraze {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly door: DoorKnocker,
    private readonly told: Told,
  ) {}

  /** In the order in which things build on one another; where the key does not work, no further. */
  async execute(examination: Examination): Promise<readonly Finding[]> {
    const { host, guard, isProduction } = this.told;
    const probes = await this.probe(needed(examination.bot));
    const elsewhere = isKeyUnknown(probes) ? await this.tryAt(examination.also) : new Map();
    const access = [
      ...all('Braze', [judgeHost(host)]),
      ...all('The key', judgeKey(probes, host, elsewhere)),
      ...all('Who may be written to', [judgeGuards(guard, isProduction)]),
    ];
    if (isSilent(probes) || isKeyUnknown(probes)) return access;
    return [
      ...access,
      ...(await this.examineBot(examination.bot, probes)),
      ...(await this.examineInbound(examination, probes)),
      ...all('To look at yourself, since no API tells it', CHECKLIST),
    ];
  }

  private async probe(permissions: readonly Permission[]): Promise<Probes> {
    const { here } = this.workspaces;
    const answers = permissions.map(async (one) => [one, await here.probe(one)] as const);
    return new Map(await Promise.all(answers));
  }

  private async tryAt(hosts: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    const tried = hosts.map(async (host) => {
      const answer = await this.workspaces.at(host).probe('campaigns.trigger.send');
      return [host, answer.kind === 'answered' && answer.status !== 401] as const;
    });
    return new Map(await Promise.all(tried));
  }

  private async examineBot(bot: Examination['bot'], probes: Probes): Promise<readonly Finding[]> {
    const { here } = this.workspaces;
    const findings: Finding[] = [];
    const found: CampaignFacts[] = [];
    for (const [name, layout] of bot?.layouts ?? []) {
      const looked = await look(probes, 'campaigns.details', () => here.campaign(layout.campaign));
      if (looked.kind === 'found') found.push(looked.value);
      findings.push(
        ...all(`Layout ${name}, campaign ${layout.campaign}`, judgeCampaign(layout, looked)),
      );
    }
    for (const template of bot?.desk?.templates.values() ?? []) {
      for (const version of template.versions) {
        const { campaignId, locale } = version;
        const looked = await look(probes, 'campaigns.details', () => here.campaign(campaignId));
        if (looked.kind === 'found') found.push(looked.value);
        const what = `Template ${template.name} in ${locale}, campaign ${campaignId}`;
        findings.push(...all(what, judgeAgentTemplate(version, template, looked)));
      }
    }
    for (const [name, { canvas }] of bot?.canvases ?? []) {
      const looked = await look(probes, 'canvas.details', () => here.canvas(canvas));
      findings.push(...all(`Canvas ${name}, ${canvas}`, judgeCanvas(canvas, looked)));
    }
    return [...findings, ...all('The number', judgeNumbers(found))];
  }

  private examineInbound(
    { inbound, mostCampaigns }: Examination,
    probes: Probes,
  ): Promise<readonly Finding[]> {
    const examine = new ExamineInbound(this.workspaces.here, this.door, this.told.opens);
    return examine.execute({ named: inbound, most: mostCampaigns, probes });
  }
}

/** What a key without the permission could not find is not missing. */
function look<T>(
  probes: Probes,
  permission: Permission,
  find: () => Promise<Looked<T>>,
): Promise<Looked<T>> {
  if (may(probes, permission)) return find();
  return Promise.resolve({ kind: 'unseen', reason: `the key does not have ${permission}` });
}

/** Without a Canvas in the bot, or whole messages, nobody needs to be allowed to send them. */
function needed(bot: Examination['bot']): readonly Permission[] {
  const hasCanvases = (bot?.canvases.size ?? 0) > 0;
  const hasMessages = [...(bot?.layouts.values() ?? [])].some(({ via }) => via === 'messages');
  const hasAttributes = (bot?.attributes?.length ?? 0) > 0;
  const names = Object.keys(PERMISSIONS) as Permission[];
  return names.filter(
    (name) =>
      (hasCanvases || !name.startsWith('canvas.')) &&
      (hasMessages || name !== 'messages.send') &&
      (hasAttributes || name !== 'users.export.ids'),
  );
}
