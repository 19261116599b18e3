import { GUIDE_BODY, headersInComposer, SHIPPED_BODY } from '../inbound/webhook-template.ts';
import type { Json } from '../json.ts';
import type { Campaign, CampaignState } from '../messaging/campaign.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { messageOf } from './message-details.ts';
import { ok, refused, type RestAnswer } from './rest-answer.ts';

const CAMPAIGNS_A_PAGE = 100;

/**
 * `GET /campaigns/details?campaign_id=`
 *
 * @see https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaign_details/
 */
export function campaignDetails(sandbox: SandboxBraze, query: URLSearchParams): RestAnswer {
  const id = query.get('campaign_id') ?? '';
  const details = allDetails(sandbox).get(id);
  return details === undefined ? refused(400, 'Invalid Campaign ID') : ok(details());
}

/**
 * `GET /campaigns/list?page=&include_archived=&sort_direction=`
 *
 * @see https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaigns/
 */
export function listCampaigns(sandbox: SandboxBraze, query: URLSearchParams): RestAnswer {
  const all = [...allDetails(sandbox)]
    .map(([id, details]) => ({ id, details: details() }))
    .filter(
      ({ details }) => query.get('include_archived') === 'true' || details['archived'] !== true,
    )
    .map(({ id, details }) => ({ id, name: details['name'], is_api_campaign: false, tags: [] }));
  if (query.get('sort_direction') === 'desc') all.reverse();

  const start = Number(query.get('page') ?? 0) * CAMPAIGNS_A_PAGE;
  return ok({ campaigns: all.slice(start, start + CAMPAIGNS_A_PAGE) });
}

/**
 * `GET /canvas/details?canvas_id=`
 *
 * @see https://www.braze.com/docs/api/endpoints/export/canvas/get_canvas_details/
 */
export function canvasDetails(sandbox: SandboxBraze, query: URLSearchParams): RestAnswer {
  const canvas = sandbox.canvases.find(query.get('canvas_id') ?? '');
  if (canvas === undefined) return refused(400, 'Invalid Canvas ID');
  return ok({ ...headOf(canvas), channels: [canvas.channel], variants: [], steps: [] });
}

/** Every campaign of the workspace by its id, the oldest first. */
function allDetails(sandbox: SandboxBraze): ReadonlyMap<string, () => Json> {
  const { inbound, campaigns, others, subscriptionGroupId } = sandbox;
  return new Map<string, () => Json>([
    [inbound.campaign.id, () => inboundDetails(sandbox)],
    ...campaigns
      .list()
      .map((one) => [one.id, () => outboundDetails(one, subscriptionGroupId)] as const),
    ...[...others].map(([id, details]) => [id, () => details] as const),
  ]);
}

function outboundDetails(campaign: Campaign, subscriptionGroupId: string): Json {
  const { id, channel, hasControlGroup } = campaign;
  return {
    ...headOf(campaign),
    channels: [channel],
    messages: {
      [`${id}-variation`]: messageOf(campaign, subscriptionGroupId),
      ...(hasControlGroup ? { [`${id}-control`]: { channel, type: 'control' } } : {}),
    },
  };
}

function inboundDetails({ inbound }: SandboxBraze): Json {
  const { id, url = '', template, state } = inbound.campaign;
  return {
    ...statesOf(state),
    name: 'Parley: inbound webhook',
    schedule_type: 'action_based',
    channels: ['webhook'],
    messages: {
      [`${id}-variation`]: {
        channel: 'webhook',
        type: 'raw_text',
        method: 'POST',
        url,
        body: template === 'raw' ? GUIDE_BODY : SHIPPED_BODY,
        headers: headersInComposer(inbound.campaign),
      },
    },
  };
}

/** The documentation gives no list of the values; these were seen in others' recordings, or inferred. */
/** What an API campaign's is, is documented nowhere. */
const SCHEDULE_TYPES = {
  ...{ api: 'api_trigger', action: 'action_based', schedule: 'time_based', messages: 'api' },
};

function headOf({ name, state, delivery }: Campaign): Json {
  return { ...statesOf(state), name, schedule_type: SCHEDULE_TYPES[delivery] };
}

function statesOf(state: CampaignState): Json {
  const flags = { draft: state === 'draft', archived: state === 'archived' };
  return { enabled: state === 'active', ...flags, has_post_launch_draft: false };
}
