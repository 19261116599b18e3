import type { FaultDefinition } from '#adapters/sandbox/faults/fault.ts';
import type { ChatMessage } from '#adapters/sandbox/messaging/chat-message.ts';
import type { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';

import { type End, type FaultRow, SOMEBODY } from './fault-row.ts';

const all = (end: End): FaultRow['ends'] => ({ retry: end, hold: end, verify: end });

/** Nothing was sent, for certain: it is tried again. */
const NOT_SENT = all('pending → sent ×1');
const TAKEN = all('sent ×1');
const SWALLOWED = all('sent ×0');
const REFUSED = all('failed ×0');
/** Nobody can know; in truth Braze had sent it, or had not. */
const UNKNOWN_SENT = {
  retry: 'pending → sent ×2',
  hold: 'held ×1',
  verify: 'ambiguous ×1',
} as const;
const UNKNOWN_NOT_SENT = {
  retry: 'pending → sent ×1',
  hold: 'held ×0',
  verify: 'ambiguous ×0',
} as const;

const PAGE = '<html><body>Bad Gateway</body></html>';
/** Longer than the client's patience in the test that plays it. */
const LONG_MS = 900;

const status = (code: number, more: Partial<FaultDefinition> = {}): readonly FaultDefinition[] => [
  { kind: 'status', status: code, times: 1, ...more },
];
const once = (...kinds: readonly FaultDefinition['kind'][]): readonly FaultDefinition[] =>
  kinds.map((kind) => ({ kind, times: 1, ms: LONG_MS }));
const fatal = { message: 'Something went wrong', errors: [] };

const answer = (
  what: string,
  faults: readonly FaultDefinition[],
  ends: FaultRow['ends'],
): FaultRow => ({
  ...{ what, moment: 'answer', faults, calls: 1, ends },
});

const BEFORE: readonly FaultRow[] = [
  {
    what: 'nobody listens: refused',
    moment: 'before',
    instead: 'nobody',
    calls: 0,
    ends: NOT_SENT,
  },
  {
    what: 'no TLS where TLS is spoken',
    moment: 'before',
    instead: 'no TLS',
    calls: 0,
    ends: NOT_SENT,
  },
];

const ON_THE_WIRE: readonly FaultRow[] = [
  {
    ...{ what: 'reset before the request is read', moment: 'on the wire', calls: 1 },
    ...{ faults: once('refuse'), ends: UNKNOWN_NOT_SENT },
  },
  {
    ...{ what: 'reset after the request, nothing done', moment: 'on the wire', calls: 1 },
    ...{ faults: once('cut-before'), ends: UNKNOWN_NOT_SENT },
  },
  {
    ...{ what: 'reset after the request, done', moment: 'on the wire', calls: 1 },
    ...{ faults: once('cut-after'), ends: UNKNOWN_SENT },
  },
  {
    ...{ what: 'the same, and again the next time', moment: 'on the wire', calls: 1, again: true },
    faults: [{ kind: 'cut-after' }],
    ends: { retry: 'pending → ambiguous ×2', hold: 'held ×1', verify: 'ambiguous ×1' },
  },
  {
    ...{ what: 'no answer in time, nothing done', moment: 'on the wire', calls: 1 },
    ...{ faults: once('latency', 'cut-before'), ends: UNKNOWN_NOT_SENT },
  },
  {
    ...{ what: 'no answer in time, done', moment: 'on the wire', calls: 1 },
    ...{ faults: once('latency'), ends: UNKNOWN_SENT },
  },
  {
    ...{ what: 'half of a 201, then reset', moment: 'on the wire', calls: 1 },
    ...{ faults: once('half-body'), ends: UNKNOWN_SENT },
  },
  {
    ...{ what: 'half of a 201, the rest too late', moment: 'on the wire', calls: 1 },
    ...{ faults: once('slow-body'), ends: UNKNOWN_SENT },
  },
];

const TAKEN_BY_BRAZE: readonly FaultRow[] = [
  answer('201 with a dispatch id', [], TAKEN),
  answer(
    '201 `success` without a dispatch id',
    status(201, { applied: true, body: { message: 'success' } }),
    TAKEN,
  ),
  answer(
    '202 `queued`, as in maintenance',
    status(202, { applied: true, body: { message: 'queued' } }),
    TAKEN,
  ),
  answer('201 with `errors[]` that name nobody', once('errors'), TAKEN),
  {
    ...answer('201 with `errors[]` that name one recipient', [], TAKEN),
    faults: [{ kind: 'recipient', name: SOMEBODY, applied: true }],
    ends: { ...TAKEN, somebody: 'failed ×0' },
  },
  {
    ...answer('201 with a `notice`: the campaign is paused', [], REFUSED),
    tweak: setCampaign({ state: 'paused' }),
  },
  {
    ...answer('201 with a `notice`: the campaign is archived', [], REFUSED),
    tweak: setCampaign({ state: 'archived' }),
  },
  answer('200 with a page, done', status(200, { applied: true, body: PAGE }), UNKNOWN_SENT),
  answer('200 with a page, nothing done', status(200, { body: PAGE }), UNKNOWN_NOT_SENT),
  answer(
    '201 with more than 64 KiB',
    status(201, { applied: true, body: 'x'.repeat(200_000) }),
    UNKNOWN_SENT,
  ),
  answer('204 without a body', status(204, { body: '' }), UNKNOWN_NOT_SENT),
];

const REDIRECTS: readonly FaultRow[] = [
  ...[301, 302, 307, 308].map((code) =>
    answer(`${String(code)} to another host`, status(code), NOT_SENT),
  ),
  answer('303 to another host', status(303), UNKNOWN_NOT_SENT),
];

const REFUSALS: readonly FaultRow[] = [
  {
    ...answer('400 because of one recipient, who is not named', [], TAKEN),
    ...{ faults: [{ kind: 'recipient', name: SOMEBODY }], calls: 5 },
    ends: { ...TAKEN, somebody: 'failed ×0' },
  },
  {
    ...answer('400 because of one recipient, who is named', [], TAKEN),
    ...{ faults: [{ kind: 'recipient', name: SOMEBODY, named: true }], calls: 2 },
    ends: { ...TAKEN, somebody: 'failed ×0' },
  },
  {
    ...answer('400 for everybody, each by himself', [{ kind: 'status', status: 400 }], REFUSED),
    calls: 4,
  },
  { ...answer('400 `Invalid Campaign ID`', [], REFUSED), tweak: setCampaign({ state: 'draft' }) },
  answer('401 wrong key', status(401), NOT_SENT),
  {
    ...answer('403 the key lacks the permission', [], NOT_SENT),
    tweak: (sandbox) => {
      sandbox.permissions = [];
    },
  },
  ...[403, 404, 405, 415].map((code) => answer(String(code), status(code), NOT_SENT)),
  answer('408', status(408), NOT_SENT),
  { ...answer('413 too large, each by himself', status(413), TAKEN), calls: 4 },
  answer('429 with a reset', once('rate-limit'), NOT_SENT),
  answer('429 without headers', status(429, { bare: true }), NOT_SENT),
];

const FAILURES: readonly FaultRow[] = [
  answer('500 with Braze’s fatal body', status(500, { body: fatal }), NOT_SENT),
  answer('500 with a bare message, nothing done', status(500), UNKNOWN_NOT_SENT),
  answer('500 with a bare message, done', status(500, { applied: true }), UNKNOWN_SENT),
  answer('500 with a page, done', status(500, { applied: true, body: PAGE }), UNKNOWN_SENT),
  answer('502 with a page, nothing done', status(502, { body: PAGE }), UNKNOWN_NOT_SENT),
  answer('502 with a page, done', status(502, { applied: true, body: PAGE }), UNKNOWN_SENT),
  answer('503 with a page', status(503, { body: PAGE }), NOT_SENT),
  answer(
    '504 with Braze’s fatal body, done',
    status(504, { applied: true, body: fatal }),
    UNKNOWN_SENT,
  ),
  answer('529, done', status(529, { applied: true }), UNKNOWN_SENT),
];

/** What no answer tells. */
const AFTERWARDS: readonly FaultRow[] = [
  {
    ...{ what: 'not subscribed to the WhatsApp group', moment: 'afterwards', calls: 1 },
    ends: SWALLOWED,
    tweak: (sandbox, people) => {
      for (const value of people) {
        const person = sandbox.people.create([{ kind: 'external_id', value }]);
        person.subscriptions[sandbox.subscriptionGroupId] = 'unsubscribed';
      }
    },
  },
  {
    ...{ what: 'not re-eligible: got this campaign before', moment: 'afterwards', calls: 1 },
    ends: SWALLOWED,
    tweak: (sandbox, people) => {
      setCampaign({ reEligible: false })(sandbox);
      for (const value of people) {
        sandbox.people.create([{ kind: 'external_id', value }]).received.add('campaign');
      }
    },
  },
  {
    ...{ what: 'within quiet hours', moment: 'afterwards', calls: 1, ends: SWALLOWED },
    tweak: ({ habits }) => {
      habits.quietHours = { from: '00:00', to: '24:00' };
    },
  },
  {
    ...{ what: 'more messages a day than the cap', moment: 'afterwards', calls: 1 },
    ends: SWALLOWED,
    tweak: ({ habits }) => {
      habits.frequencyCap = 0;
    },
  },
  {
    ...{ what: 'more messages to one customer than WhatsApp’s pair rate', moment: 'afterwards' },
    ...{ calls: 1, ends: SWALLOWED },
    tweak: (sandbox, people) => {
      sandbox.habits.hasPairRate = true;
      for (const value of people) {
        const { chat } = sandbox.people.create([{ kind: 'external_id', value }]);
        for (let count = 0; count < 45; count += 1) chat.add(sentJustNow(count));
      }
    },
  },
  {
    ...{ what: 'more messages a second than the number may send', moment: 'afterwards', calls: 1 },
    ends: SWALLOWED,
    tweak: ({ habits }) => {
      habits.numberRate = 0;
    },
  },
  {
    ...{ what: 'a property that is spelled otherwise in the campaign', moment: 'afterwards' },
    ...{ calls: 1, ends: SWALLOWED, tweak: setCampaign({ properties: { text: 'Text' } }) },
  },
  {
    ...{ what: 'more than 24 hours since the customer wrote', moment: 'afterwards', calls: 1 },
    ends: SWALLOWED,
    tweak: (sandbox, people) => {
      for (const value of people) {
        const person = sandbox.people.create([{ kind: 'external_id', value }]);
        Object.assign(person, { onPhone: true, lastInboundAt: new Date(0) });
      }
    },
  },
];

function sentJustNow(count: number): ChatMessage {
  return {
    ...{ id: `earlier-${String(count)}`, direction: 'out', status: 'sent', attempts: 1 },
    ...{ at: new Date().toISOString(), content: { kind: 'text', text: 'Hi' } },
    ...{ dispatchId: 'earlier', campaignId: 'other', reason: undefined, code: undefined },
  };
}

/** Everything that a send can come to, in the order of its way. */
export const FAULT_ROWS: readonly FaultRow[] = [
  ...[BEFORE, ON_THE_WIRE, TAKEN_BY_BRAZE, REDIRECTS, REFUSALS, FAILURES, AFTERWARDS].flat(),
];

function setCampaign(more: Partial<Parameters<SandboxBraze['knowCampaigns']>[0][number] & object>) {
  return (sandbox: SandboxBraze): void => {
    sandbox.knowCampaigns([{ ...more, id: 'campaign' }]);
  };
}
