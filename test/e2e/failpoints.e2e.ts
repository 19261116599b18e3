import { beforeAll, describe, it } from '@jest/globals';

import { freePort } from '#adapters/postgres/embedded/free-port.ts';

import { message, sendAll } from '../support/e2e/braze-sender.ts';
import { Aftermath } from '../support/e2e/invariants.ts';
import { buildOnce, ParleyProcess } from '../support/e2e/parley-process.ts';
import { WatchedBraze } from '../support/e2e/watched-braze.ts';
import { withEmptyDatabase } from '../support/postgres/with-empty-database.ts';

const PATIENCE_MS = 240_000;

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

describe('a service that dies at', () => {
  it.concurrent.each(FAILPOINTS)(
    '%s loses nothing and doubles nothing',
    async (failpoint) => {
      await withEmptyDatabase(async (url) => {
        const braze = await WatchedBraze.open(20);
        const aftermath = new Aftermath(url);
        const parley = new ParleyProcess(await freePort(), {
          ...braze.environment,
          DATABASE_URL: url,
          BRAZE_TIMEOUT_MS: '1000',
        });
        try {
          await dieAndComeBack(failpoint, { parley, braze, aftermath });
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

async function dieAndComeBack(
  failpoint: string,
  {
    parley,
    braze,
    aftermath,
  }: { parley: ParleyProcess; braze: WatchedBraze; aftermath: Aftermath },
): Promise<void> {
  const texts = ['hello', 'track my order', 'AB123456', 'no, thanks'];
  const sent = Array.from({ length: 8 }, (_customer, number) =>
    texts.map((text) => message(`customer-${String(number)}`, text)),
  );
  await parley.start({ PARLEY_FAILPOINT: failpoint });

  const sending = sendAll(() => parley.url, sent);
  await parley.ended(60_000);
  await parley.start();
  const answers = await sending;
  await aftermath.settled(120_000);

  await aftermath.expectAllApplied(sent, answers);
  await aftermath.expectOrder(sent);
  await aftermath.expectFoldsToSnapshots();
  await aftermath.expectReplies(braze.received);
}
