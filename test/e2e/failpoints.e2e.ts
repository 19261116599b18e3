import { beforeAll, describe, it } from '@jest/globals';

import { type Answered, message, sendAll, type SentMessage } from '../support/e2e/braze-sender.ts';
import { Aftermath } from '../support/e2e/invariants.ts';
import { buildOnce, ParleyProcess } from '../support/e2e/parley-process.ts';
import { WatchedBraze } from '../support/e2e/watched-braze.ts';
import { freePort } from '../support/free-port.ts';
import { withEmptyDatabase } from '../support/postgres/with-empty-database.ts';

/** For one lane: a death, a start and what is left to do take half a minute on a busy machine. */
const PATIENCE_MS = 600_000;
/** Side by side: while one waits until what its last life had leased is free, the others work. */
const LANES = 4;

/**
 * Every two steps of a message's way, from the door to what became of its reply. The count is one
 * that is reached however much goes together: a customer's four messages go one after another.
 */
const FAILPOINTS = [
  'door.execute:before:7',
  'directory.find:after:1',
  'directory.bear:before:1',
  'directory.bear:after:1',
  'store.open:before:4',
  'store.open:after:4',
  'store.commit:before:4',
  'store.commit:after:4',
  'effects.offerReplies:before:2',
  'effects.offerReplies:after:2',
  'door.execute:after:7',
  'outbox.markInFlight:before:3',
  'outbox.markInFlight:after:3',
  'braze.trigger:before:3',
  'braze.trigger:after:3',
  'outbox.settle:before:3',
  'outbox.settle:after:3',
];

beforeAll(() => {
  buildOnce();
}, PATIENCE_MS);

describe('a service that dies at one step after another', () => {
  it.concurrent.each(lanes())(
    'loses nothing and doubles nothing: $failpoints',
    async ({ failpoints }) => {
      await withEmptyDatabase(async (url) => {
        const braze = await WatchedBraze.open(20);
        const aftermath = new Aftermath(url);
        const parley = new ParleyProcess(await freePort(), {
          ...braze.environment,
          DATABASE_URL: url,
          BRAZE_TIMEOUT_MS: '1000',
        });
        try {
          await dieAndComeBack(failpoints, { parley, braze, aftermath });
        } finally {
          await parley.kill();
          await aftermath.close();
          await braze.close();
        }
      });
    },
    PATIENCE_MS,
  );
});

/** Starting costs more than dying: each lane's service goes from step to step on one database. */
function lanes(): readonly { readonly failpoints: readonly string[] }[] {
  return Array.from({ length: LANES }, (_lane, number) => ({
    failpoints: FAILPOINTS.filter((_failpoint, place) => place % LANES === number),
  }));
}

interface Life {
  readonly parley: ParleyProcess;
  readonly braze: WatchedBraze;
  readonly aftermath: Aftermath;
}

/** Come back from one death, the service waits with the next failpoint until all is looked at. */
async function dieAndComeBack(failpoints: readonly string[], life: Life): Promise<void> {
  const sent: (readonly SentMessage[])[] = [];
  const answers: (readonly Answered[])[] = [];
  await life.parley.start(waitingFor(failpoints[0]));

  for (const [place, failpoint] of failpoints.entries()) {
    try {
      const chats = chatsAt(failpoint);
      answers.push(...(await dieDuring(chats, life.parley, failpoints[place + 1])));
      sent.push(...chats);
      await expectAllKept(sent, answers, life);
    } catch (cause) {
      throw new Error(`After it died at ${failpoint}`, { cause });
    }
  }
}

function waitingFor(failpoint: string | undefined): Readonly<Record<string, string>> {
  return failpoint === undefined ? {} : { PARLEY_FAILPOINT: `${failpoint}:SIGUSR2` };
}

/** Customers whom nobody knows yet. */
function chatsAt(failpoint: string): readonly (readonly SentMessage[])[] {
  const texts = ['hello', 'track my order', 'AB123456', 'no, thanks'];
  return Array.from({ length: 8 }, (_customer, number) =>
    texts.map((text) => message(`customer-${String(number)}-at-${failpoint}`, text)),
  );
}

async function dieDuring(
  chats: readonly (readonly SentMessage[])[],
  parley: ParleyProcess,
  next: string | undefined,
): Promise<readonly (readonly Answered[])[]> {
  await parley.arm();
  const sending = sendAll(() => parley.url, chats);
  await parley.ended(60_000);
  await parley.start(waitingFor(next));
  return sending;
}

async function expectAllKept(
  sent: readonly (readonly SentMessage[])[],
  answers: readonly (readonly Answered[])[],
  { aftermath, braze }: Life,
): Promise<void> {
  await aftermath.settled(120_000);

  await aftermath.expectAllApplied(sent, answers);
  await aftermath.expectOrder(sent);
  await aftermath.expectFoldsToSnapshots();
  await aftermath.expectReplies(braze.received);
}
