import { afterAll, afterEach, beforeAll, describe, it } from '@jest/globals';

import { message, sendAll, type SentMessage } from '../support/e2e/braze-sender.ts';
import { Aftermath } from '../support/e2e/invariants.ts';
import { buildOnce, ParleyProcess } from '../support/e2e/parley-process.ts';
import { WatchedBraze } from '../support/e2e/watched-braze.ts';
import { freePort } from '../support/free-port.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

/** Four starts, each of them several seconds on a busy machine, and what 2,000 messages take. */
const PATIENCE_MS = 300_000;
/** Calls end after this long, so that what a killed process had on the wire is known to be lost soon. */
const QUICK = { BRAZE_TIMEOUT_MS: '1000' };
/** A number that Meta has upgraded: at the first pace, saying all of it takes a minute or two. */
const UPGRADED = { WHATSAPP_PER_SECOND: '1000' };
/** A walk through the sample bot: a flow, its question, a wrong answer, a right one, and out. */
const TEXTS = ['hello', 'track my order', 'no idea', 'AB123456', 'no, thanks', 'opening hours'];

function chats(customers: number, messages: number): readonly (readonly SentMessage[])[] {
  return Array.from({ length: customers }, (_customer, number) =>
    Array.from({ length: messages }, (_message, place) =>
      message(`customer-${String(number)}`, TEXTS[place % TEXTS.length] ?? ''),
    ),
  );
}

// Empty: the service brings it to its schema by itself.
const database = useDatabase('template0');
describe('a service that is killed in the middle of 2,000 messages', () => {
  let braze: WatchedBraze;
  let aftermath: Aftermath;
  let parley: ParleyProcess;

  beforeAll(async () => {
    buildOnce();
    braze = await WatchedBraze.open(20);
    aftermath = new Aftermath(database());
    parley = new ParleyProcess(await freePort(), {
      ...braze.environment,
      ...QUICK,
      ...UPGRADED,
      DATABASE_URL: database(),
    });
  }, PATIENCE_MS);
  afterEach(() => parley.kill());
  afterAll(async () => {
    await aftermath.close();
    await braze.close();
  });

  it(
    'applies every one once and in order, and says every reply',
    async () => {
      const sent = chats(200, 10);
      await parley.start();

      const sending = sendAll(() => parley.url, sent);
      for (let kill = 0; kill < 3; kill += 1) {
        await new Promise((resolve) => setTimeout(resolve, 700));
        await parley.kill();
        await parley.start();
      }
      const answers = await sending;
      await aftermath.settled(120_000).catch((failure: unknown) => {
        throw new Error(`${String(failure)}\n${parley.lastWords}`);
      });

      await aftermath.expectAllApplied(sent, answers);
      await aftermath.expectOrder(sent);
      await aftermath.expectFoldsToSnapshots();
      await aftermath.expectReplies(braze.received);
    },
    PATIENCE_MS,
  );
});
