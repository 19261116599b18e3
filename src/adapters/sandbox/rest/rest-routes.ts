import type { Json } from '../json.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import type { FixedWindow } from './budgets.ts';
import { campaignDetails, canvasDetails, listCampaigns } from './campaign-details.ts';
import { exportUsers } from './export-users.ts';
import { sendMessages } from './messages-send.ts';
import type { RestAnswer } from './rest-answer.ts';
import { triggerCampaign, triggerCanvas } from './trigger-send.ts';
import { trackUsers } from './users-track.ts';

/** What a call is beside its parsed body. */
interface BesideBody {
  readonly query: URLSearchParams;
  /** Characters of the body as it came. */
  readonly size: number;
}

/** One endpoint of Braze's REST API. */
export interface RestRoute {
  readonly method: 'GET' | 'POST';
  /** What a key needs for it, as Braze's key dialog calls it. */
  readonly permission: string;
  readonly budget: (sandbox: SandboxBraze) => FixedWindow;
  readonly handle: (sandbox: SandboxBraze, body: Json, beside: BesideBody) => RestAnswer;
}

const sends = ({ budgets }: SandboxBraze): FixedWindow => budgets.sends;

function read(
  permission: string,
  answer: (sandbox: SandboxBraze, query: URLSearchParams) => RestAnswer,
): RestRoute {
  return {
    ...{ method: 'GET', permission, budget: sends },
    handle: (sandbox, _body, { query }) => answer(sandbox, query),
  };
}

/** By exact path: a trailing slash is another, unknown one. */
export const REST_ROUTES: ReadonlyMap<string, RestRoute> = new Map<string, RestRoute>([
  [
    '/campaigns/trigger/send',
    {
      method: 'POST',
      permission: 'campaigns.trigger.send',
      budget: sends,
      handle: (sandbox, body, { size }) => triggerCampaign(sandbox, body, size),
    },
  ],
  [
    '/canvas/trigger/send',
    {
      method: 'POST',
      permission: 'canvas.trigger.send',
      budget: sends,
      handle: (sandbox, body, { size }) => triggerCanvas(sandbox, body, size),
    },
  ],
  [
    '/messages/send',
    { method: 'POST', permission: 'messages.send', budget: sends, handle: sendMessages },
  ],
  [
    '/users/track',
    {
      method: 'POST',
      permission: 'users.track',
      budget: ({ budgets }) => budgets.tracks,
      handle: trackUsers,
    },
  ],
  [
    '/users/export/ids',
    {
      method: 'POST',
      permission: 'users.export.ids',
      budget: ({ budgets }) => budgets.exports,
      handle: exportUsers,
    },
  ],
  ['/campaigns/details', read('campaigns.details', campaignDetails)],
  ['/campaigns/list', read('campaigns.list', listCampaigns)],
  ['/canvas/details', read('canvas.details', canvasDetails)],
]);
