import { type Fault, FAULT_KINDS, readFault } from '../faults/fault.ts';
import { type Json, listAt, textAt } from '../json.ts';
import { CAMPAIGN_STATES } from '../messaging/campaign.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { durationMs } from '../sandbox-clock.ts';
import { SandboxRequestInvalid } from '../sandbox-errors.ts';
import {
  answer,
  bodyOf,
  type InspectAnswer,
  type InspectRequest,
  type InspectRoute,
} from './inspect-route.ts';
import { changeSettings, SETTINGS } from './settings.ts';
import { arrivalView, campaignView, clockView, faultView, settingsView } from './views.ts';

export const WORKSPACE_ROUTES: readonly InspectRoute[] = [
  {
    method: 'GET',
    path: '/calls',
    purpose: 'REST calls received, the newest first; ?limit=&path=',
    handle: listCalls,
  },
  {
    method: 'GET',
    path: '/counters',
    purpose: 'what happened since the start or reset',
    handle: ({ sandbox }) => answer(sandbox.ledger.counters),
  },
  {
    method: 'GET',
    path: '/arrivals',
    purpose: 'when replies arrived, [number, recipient, epoch ms]; ?after=&limit=',
    handle: listArrivals,
  },
  {
    method: 'GET',
    path: '/faults',
    purpose: 'faults that are on, and the kinds there are',
    handle: ({ sandbox }) => answer(faultsView(sandbox)),
  },
  {
    method: 'PUT',
    path: '/faults',
    purpose:
      'replaces them {faults: [{kind, endpoint?, probability?, times?, ms?, status?, applied?}]}',
    handle: setFaults,
  },
  {
    method: 'GET',
    path: '/settings',
    purpose: 'the inbound webhook campaign, and the latency of answers',
    handle: ({ sandbox }) => answer(settingsView(sandbox)),
  },
  {
    method: 'PUT',
    path: '/settings',
    purpose: `changes some of ${SETTINGS.join(', ')}`,
    handle: setSettings,
  },
  {
    method: 'GET',
    path: '/campaigns',
    purpose: 'campaigns and Canvases',
    handle: ({ sandbox }) => answer(campaignsView(sandbox)),
  },
  {
    method: 'PUT',
    path: '/campaigns/:id',
    purpose:
      'changes or makes one {state?: "active" | "paused" | "archived" | "draft", delivery?: "api" | "action" | "schedule" | "messages", channel?: "whats_app" | "email" | "sms", re_eligible?, ignores_frequency_cap?, ignores_quiet_hours?, layout?}',
    handle: setCampaign,
  },
  {
    method: 'GET',
    path: '/clock',
    purpose: 'the time that Parley and the sandbox go by',
    handle: ({ sandbox }) => answer(clockView(sandbox)),
  },
  {
    method: 'POST',
    path: '/clock',
    purpose: 'moves it ahead {advance: "25h"}, of both',
    handle: advanceClock,
  },
  {
    method: 'POST',
    path: '/reset',
    purpose: 'forgets users, calls, counts and faults',
    handle: ({ sandbox }) => {
      sandbox.reset();
      return answer({ reset: true });
    },
  },
];

function listCalls({ sandbox, query }: InspectRequest): InspectAnswer {
  const path = query.get('path');
  const calls = sandbox.ledger.calls
    .toArray()
    .filter((call) => path === null || call.path.split('?')[0] === path)
    .reverse();
  return answer({ calls: calls.slice(0, countAt(query, 'limit', 1_000)) });
}

function listArrivals({ sandbox, query }: InspectRequest): InspectAnswer {
  const { arrivals } = sandbox.ledger;
  const list = arrivals.list(countAt(query, 'after', 0), countAt(query, 'limit', 10_000));
  return answer({ arrivals: list.map(arrivalView) });
}

function faultsView({ faults }: SandboxBraze): unknown {
  return { faults: faults.list().map(faultView), kinds: FAULT_KINDS };
}

function setFaults(request: InspectRequest): InspectAnswer {
  const { sandbox } = request;
  const body = bodyOf(request, ['faults']);
  if (!Array.isArray(body['faults'])) throw new SandboxRequestInvalid(['faults must be a list']);

  const read = listAt(body, 'faults').map((fault, i) => readFault(fault, `faults[${String(i)}]`));
  const problems = read.flatMap((one) => ('problems' in one ? one.problems : []));
  if (problems.length > 0) throw new SandboxRequestInvalid(problems);
  sandbox.faults.set(read.flatMap((one): readonly Fault[] => ('fault' in one ? [one.fault] : [])));
  sandbox.feed.tell({ kind: 'settings' });
  return answer(faultsView(sandbox));
}

function setSettings(request: InspectRequest): InspectAnswer {
  changeSettings(request.sandbox, bodyOf(request, SETTINGS));
  request.sandbox.feed.tell({ kind: 'settings' });
  return answer(settingsView(request.sandbox));
}

function campaignsView({ campaigns, canvases }: SandboxBraze): unknown {
  const views = { campaigns: campaigns.list().map(campaignView) };
  return { ...views, canvases: canvases.list().map(campaignView) };
}

const DELIVERIES = ['api', 'action', 'schedule', 'messages'] as const;
const CHANNELS = ['whats_app', 'email', 'sms'] as const;
const LAYOUTS = ['text', 'buttons', 'list', 'image', 'template'] as const;

const HABITS = [
  ['re_eligible', 'reEligible'],
  ['ignores_frequency_cap', 'ignoresFrequencyCap'],
  ['ignores_quiet_hours', 'ignoresQuietHours'],
] as const;
const CAMPAIGN_KEYS = [
  ...['state', 'delivery', 'channel', 'layout'],
  ...HABITS.map(([field]) => field),
];

function habitsIn(body: Json): Partial<Record<(typeof HABITS)[number][1], boolean>> {
  const given = HABITS.filter(([field]) => typeof body[field] === 'boolean');
  return Object.fromEntries(given.map(([field, name]) => [name, body[field] === true]));
}

function setCampaign(request: InspectRequest): InspectAnswer {
  const { sandbox, id } = request;
  const body = bodyOf(request, CAMPAIGN_KEYS);
  const isCanvas = sandbox.canvases.find(id) !== undefined;
  const group = isCanvas ? sandbox.canvases : sandbox.campaigns;
  const before = group.find(id) ?? { id };
  const state = oneOf(CAMPAIGN_STATES, body['state'], 'state');
  const delivery = oneOf(DELIVERIES, body['delivery'], 'delivery');
  const channel = oneOf(CHANNELS, body['channel'], 'channel');
  const layout = oneOf(LAYOUTS, body['layout'], 'layout');
  group.know([
    {
      ...before,
      ...(state === undefined ? {} : { state }),
      ...(layout === undefined ? {} : { layout }),
      ...(delivery === undefined ? {} : { delivery }),
      ...(channel === undefined ? {} : { channel }),
      ...habitsIn(body),
    },
  ]);
  return answer(campaignsView(sandbox));
}

function oneOf<T extends string>(
  values: readonly T[],
  given: unknown,
  field: string,
): T | undefined {
  if (given === undefined) return undefined;
  const value = values.find((one) => one === given);
  if (value === undefined) {
    throw new SandboxRequestInvalid([`${field} must be one of ${values.join(', ')}`]);
  }
  return value;
}

async function advanceClock(request: InspectRequest): Promise<InspectAnswer> {
  const { sandbox } = request;
  const byMs = durationMs(textAt(bodyOf(request, ['advance']), 'advance') ?? '');
  if (byMs === undefined) {
    throw new SandboxRequestInvalid(['advance must be like "30s", "90m", "25h" or "2d"']);
  }
  await sandbox.clock.advance(byMs);
  sandbox.feed.tell({ kind: 'settings' });
  return answer(clockView(sandbox));
}

function countAt(query: URLSearchParams, key: string, usual: number): number {
  const value = Number(query.get(key) ?? usual);
  return Number.isSafeInteger(value) && value >= 0 ? value : usual;
}
