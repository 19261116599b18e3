import type { Json } from '../json.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import type { FixedWindow } from './budgets.ts';
import { campaignDetails } from './campaign-details.ts';
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
  readonly budget: (sandbox: SandboxBraze) => FixedWindow;
  readonly handle: (sandbox: SandboxBraze, body: Json, beside: BesideBody) => RestAnswer;
}

const sends = ({ budgets }: SandboxBraze): FixedWindow => budgets.sends;

/** By exact path: a trailing slash is another, unknown one. */
export const REST_ROUTES: ReadonlyMap<string, RestRoute> = new Map<string, RestRoute>([
  [
    '/campaigns/trigger/send',
    {
      method: 'POST',
      budget: sends,
      handle: (sandbox, body, { size }) => triggerCampaign(sandbox, body, size),
    },
  ],
  [
    '/canvas/trigger/send',
    {
      method: 'POST',
      budget: sends,
      handle: (sandbox, body, { size }) => triggerCanvas(sandbox, body, size),
    },
  ],
  ['/messages/send', { method: 'POST', budget: sends, handle: sendMessages }],
  ['/users/track', { method: 'POST', budget: ({ budgets }) => budgets.tracks, handle: trackUsers }],
  [
    '/users/export/ids',
    { method: 'POST', budget: ({ budgets }) => budgets.exports, handle: exportUsers },
  ],
  [
    '/campaigns/details',
    {
      method: 'GET',
      budget: sends,
      handle: (sandbox, _body, { query }) => campaignDetails(sandbox, query),
    },
  ],
]);
