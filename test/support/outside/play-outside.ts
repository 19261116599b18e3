import type { ClaimedCall } from '#app/ports/call-outbox.ts';
import { callSettlementOf } from '#core/calls/call-settlement.ts';
import type { Stub } from '#core/chat/happening.ts';
import { Talk } from '#core/chat/talk.ts';
import type { Call } from '#core/conversation/effect.ts';

import { serveJson } from '../calls/serve-json.ts';
import { A_BOT, aRelease } from '../flow/a-release.ts';
import { saying } from './good-answers.ts';
import type { OutsideEnd, Outsider, OutsideRow } from './outside-row.ts';
import { type UnderTest, underTest } from './outsider-under-test.ts';

const WAYS = `
    save: answer
    timeout: 10s
    failed: { say: failed, goto: end }
    refused: { say: refused, goto: end }
    timed_out: { say: timed out, goto: end }
  tell: { say: '{{ answer }}', goto: end }
`;
const ASKING = (step: string): string =>
  `flow: asking\nstart: { keywords: [ask] }\nslots: { answer: { type: text } }\nsteps:\n  think:\n    ${step}${WAYS}`;
const BOT = `${A_BOT}connectors: { orders.find: { policy: POLICY } }\n`;
const GOOD = 'answer';
const NO_NAME = 'http://nowhere.invalid';
const NOBODY = 'http://127.0.0.1:9';

/**
 * Asks one of them in one trouble, over HTTP, as often as the rules say; answers what the customer
 * saw, by the real machine. `undefined` where it cannot be in this trouble.
 */
export async function playOutside(
  row: OutsideRow,
  outsider: Outsider,
): Promise<OutsideEnd | undefined> {
  const good = saying(outsider, GOOD);
  if (row.staged !== undefined && row.staged(good, 1, outsider) === undefined) return undefined;

  const patience = new AbortController();
  const system = await serveJson((_request, nth) => {
    // Heard, and not answered: the customer's patience ends.
    if (row.isSlow === true) patience.abort();
    return row.staged?.(good, nth, outsider) ?? good;
  });
  const other = underTest(outsider, addressFor(row, system.url));
  try {
    const talk = talkWith(outsider);
    const call = talk.openCall;
    if (call === undefined) throw new Error('Nobody is asked');
    const stub = await stubFor(call, other, patience.signal);
    const [seen] = talk
      .answersCall(call.connector, stub)
      .flatMap((each) => (each.kind === 'bubble' ? [each.bubble.text] : []));
    return `${seen ?? 'nothing'} ×${String(system.seen.length)}`;
  } finally {
    await other.close();
    await system.close();
  }
}

function addressFor({ instead }: OutsideRow, url: string): string {
  if (instead === 'nobody') return NOBODY;
  if (instead === 'no such name') return NO_NAME;
  return instead === 'no TLS' ? url.replace('http:', 'https:') : url;
}

function talkWith(outsider: Outsider): Talk {
  const isConnector = outsider === 'safe' || outsider === 'once';
  const step = isConnector ? 'call: orders.find' : 'ai: Help.\n    settle: 0s';
  const policy = outsider === 'once' ? 'once' : 'safe';
  const talk = new Talk(aRelease([ASKING(step)], BOT.replace('POLICY', policy)));
  talk.says('ask');
  return talk;
}

async function stubFor(call: Call, other: UnderTest, patience: AbortSignal): Promise<Stub> {
  const { policy, input, step, connector: target, timeoutMs } = call;
  for (let attempt = 1; ; attempt += 1) {
    const claimed: ClaimedCall = {
      ...{ conversationId: '0', seq: 1, idx: 0, target, step, input, policy },
      ...{ attempt, leftMs: timeoutMs },
    };
    const outcome = await other.ask(claimed, patience);
    // Told later, or never: the step's own clock ends it.
    if (outcome.kind === 'awaited') return { kind: 'timeout' };
    const leftMs = patience.aborted ? 0 : timeoutMs;
    const asked = { policy, attempt, attempts: other.attempts, leftMs };
    const settlement = callSettlementOf(outcome, asked);
    if (settlement.kind === 'again') continue;
    if (settlement.kind === 'over') return { kind: 'timeout' };
    if (settlement.kind === 'answer') return { kind: 'answer', value: settlement.value };
    const { isRefused, reason } = settlement;
    return { kind: isRefused === true ? 'refused' : 'failed', reason };
  }
}
