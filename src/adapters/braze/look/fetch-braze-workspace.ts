import { BrazeWorkspace, type CampaignLine } from '#app/ports/braze-workspace.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';
import type { CampaignFacts } from '#core/doctor/campaign-facts.ts';
import type { Looked } from '#core/doctor/looked.ts';
import { type Permission, toldBy } from '#core/doctor/permissions.ts';

import type { BrazeReader } from './braze-reader.ts';
import { campaignFactsOf } from './campaign-facts-of.ts';

/** An id that no campaign, Canvas or customer has: Braze's are UUIDs. */
const NOBODY = 'parley-doctor';

/** Looks at a workspace with GETs, and with POSTs that name neither a campaign nor a customer. */
export class FetchBrazeWorkspace extends BrazeWorkspace {
  constructor(private readonly reader: BrazeReader) {
    super();
  }

  override probe(permission: Permission): Promise<WireAnswer> {
    switch (permission) {
      case 'campaigns.trigger.send':
        return this.reader.post('/campaigns/trigger/send', { campaign_id: NOBODY, recipients: [] });
      case 'canvas.trigger.send':
        return this.reader.post('/canvas/trigger/send', { canvas_id: NOBODY, recipients: [] });
      case 'messages.send':
        return this.reader.post('/messages/send', { campaign_id: NOBODY });
      case 'users.track':
        return this.reader.post('/users/track', {});
      case 'users.export.ids':
        return this.reader.post('/users/export/ids', {
          ...{ external_ids: [NOBODY], fields_to_export: ['external_id'] },
        });
      case 'campaigns.details':
        return this.reader.get('/campaigns/details', { campaign_id: NOBODY });
      case 'canvas.details':
        return this.reader.get('/canvas/details', { canvas_id: NOBODY });
      case 'campaigns.list':
        return this.reader.get('/campaigns/list', { page: '0' });
    }
  }

  override async campaign(id: string): Promise<Looked<CampaignFacts>> {
    return detailsIn(await this.reader.get('/campaigns/details', { campaign_id: id }));
  }

  override async canvas(id: string): Promise<Looked<CampaignFacts>> {
    return detailsIn(await this.reader.get('/canvas/details', { canvas_id: id }));
  }

  override async campaigns(page: number): Promise<Looked<readonly CampaignLine[]>> {
    const query = { page: String(page), include_archived: 'false', sort_direction: 'desc' };
    const answer = await this.reader.get('/campaigns/list', query);
    const body = bodyOf(answer);
    return body === undefined
      ? { kind: 'unseen', reason: toldBy(answer) }
      : { kind: 'found', value: linesIn(body) };
  }
}

function detailsIn(answer: WireAnswer): Looked<CampaignFacts> {
  const body = bodyOf(answer);
  if (body !== undefined) return { kind: 'found', value: campaignFactsOf(body) };
  const isMissing = answer.kind === 'answered' && [400, 404].includes(answer.status);
  return isMissing ? { kind: 'missing' } : { kind: 'unseen', reason: toldBy(answer) };
}

/** What a good answer says; `undefined` for another, or one that is no JSON object. */
function bodyOf(answer: WireAnswer): object | undefined {
  if (answer.kind !== 'answered' || answer.status < 200 || answer.status > 299) return undefined;
  const { body } = answer;
  return typeof body === 'object' && body !== null ? body : undefined;
}

function linesIn(body: object): readonly CampaignLine[] {
  const { campaigns } = body as { readonly campaigns?: unknown };
  if (!Array.isArray(campaigns)) return [];
  return campaigns.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('id' in one)) return [];
    const { id } = one;
    const name = 'name' in one && typeof one.name === 'string' ? one.name : '';
    return typeof id === 'string' ? [{ id, name }] : [];
  });
}
