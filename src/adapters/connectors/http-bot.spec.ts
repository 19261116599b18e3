import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { BotQuestion, BotTrouble } from '#app/ports/chat-bot.ts';
import type { BotEntry } from '#core/flow/model/connectors-file.ts';

import {
  type SeenRequest,
  type ServedJson,
  serveJson,
  type StagedAnswer,
} from '../../../test/support/calls/serve-json.ts';
import {
  asContract,
  asRasa,
  BOT_SECRET,
  signedIn,
} from '../../../test/support/calls/stand-in-bot.ts';
import { HttpBot } from './http-bot.ts';
import { isSignedBy } from './signed-webhook.ts';
import { webhookSignature } from './webhook-signature.ts';

setFlagsFromString('--expose-gc');

const NOW_MS = 1_800_000_000_000;
const QUESTION: Omit<BotQuestion, 'signal'> = {
  ...{ id: 'q-1', conversation: 'c-1', step: 'advise.think', instructions: 'Help.', text: 'Hello' },
  ...{ said: [{ who: 'customer', text: 'Hello' }], form: { order: { type: 'text' } } },
};

describe('HttpBot', () => {
  let system: ServedJson;
  let staged: (request: SeenRequest) => StagedAnswer;
  const open: HttpBot[] = [];

  beforeAll(async () => {
    system = await serveJson((request) => staged(request));
  });
  beforeEach(() => {
    staged = asRasa;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bot) => bot.close()));
  });
  afterAll(() => system.close());

  const bot = (more: Partial<BotEntry> = {}): HttpBot => {
    const entry = { rasa: system.url, steps: 'all', allow_private: true, ...more } as BotEntry;
    const secrets: Record<string, string> = { SECRET: BOT_SECRET, TOKEN: 'sesame' };
    const made = new HttpBot(
      'helper',
      entry,
      (name) => secrets[name],
      () => NOW_MS,
    );
    open.push(made);
    return made;
  };
  const contract = (): HttpBot => {
    const entry = {
      webhook: `${system.url}/ask`,
      secret: '${SECRET}',
      steps: 'all',
      allow_private: true,
    };
    const made = new HttpBot(
      'desk',
      entry as BotEntry,
      () => BOT_SECRET,
      () => NOW_MS,
    );
    open.push(made);
    return made;
  };
  const ask = (asked: HttpBot, timeoutMs = 5_000): ReturnType<HttpBot['ask']> =>
    asked.ask({ ...QUESTION, signal: AbortSignal.timeout(timeoutMs) });

  it('tells Rasa what the customer wrote under a name of its own, and reads all it answers', async () => {
    const answer = await ask(bot({ auth: { bearer: '${TOKEN}' } }));

    expect(answer).toMatchObject({
      ...{ texts: ['You said: Hello'], buttons: ['Yes', 'No'], image: 'https://shop.test/a.png' },
    });
    expect(system.seen.at(-1)).toMatchObject({
      ...{ method: 'POST', headers: { authorization: 'Bearer sesame' } },
      body: '{"sender":"c-1","message":"Hello"}',
    });
  });

  it('signs what it asks by our own contract', async () => {
    staged = asContract;
    const answer = await ask(contract());

    expect(answer).toMatchObject({ texts: ['You said: Hello'], fields: { order: 'A1' } });
    const seen = system.seen.at(-1);
    if (seen === undefined) throw new Error('Nothing was asked');
    expect(isSignedBy(BOT_SECRET, signedIn(seen), NOW_MS)).toBe(true);
    expect(isSignedBy(BOT_SECRET, { ...signedIn(seen), body: '{}' }, NOW_MS)).toBe(false);
    expect(JSON.parse(seen.body)).toMatchObject({
      type: 'question',
      id: 'q-1',
      step: 'advise.think',
    });
  });

  const FAULTS: readonly (readonly [
    string,
    StagedAnswer,
    BotTrouble['kind'],
    BotTrouble['kind'],
  ])[] = [
    ['no JSON', { text: '<html>' }, 'refused', 'refused'],
    ['JSON of another form', { json: { hello: 1 } }, 'refused', 'refused'],
    ['more than is read', { text: `"${'x'.repeat(70_000)}"` }, 'refused', 'refused'],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
      'refused',
      'refused',
    ],
    ['404', { status: 404 }, 'refused', 'refused'],
    ['429', { status: 429 }, 'unreached', 'unreached'],
    // Rasa may have moved by it: never said twice.
    ['500', { status: 500 }, 'refused', 'ambiguous'],
    ['an end before the answer', { cut: 'before' }, 'refused', 'ambiguous'],
    ['an end within it', { cut: 'within', text: '[{"text":"Hi"}]' }, 'refused', 'ambiguous'],
    ['202', { status: 202 }, 'refused', 'awaited'],
  ];
  it.each(FAULTS)(
    'takes %s for what it is, of both kinds of bots',
    async (_what, fault, rasa, ours) => {
      staged = () => fault;

      expect(await ask(bot())).toMatchObject({ kind: rasa });
      expect(await ask(contract())).toMatchObject({ kind: ours });
    },
  );

  it('waits no longer than it is told, and reaches nobody where nobody listens', async () => {
    staged = () => ({ afterMs: 5_000 });

    expect(await ask(contract(), 100)).toMatchObject({ kind: 'ambiguous' });
    expect(await ask(bot({ rasa: 'http://127.0.0.1:1' }))).toMatchObject({
      kind: 'unreached',
    });
    expect(await ask(bot({ allow_private: false }))).toMatchObject({ kind: 'refused' });
  });

  it('breaks a slow bot off once its own time is over, whatever is collected meanwhile', async () => {
    const collect = runInNewContext('gc') as () => void;
    staged = () => ({ afterMs: 5_000 });
    const asking = bot({ timeout: 400 }).ask({ ...QUESTION, signal: new AbortController().signal });
    const startedAtMs = performance.now();
    for (let round = 0; round < 4; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      collect();
    }

    expect(await asking).toEqual({ kind: 'refused', reason: 'no answer in time' });
    expect(performance.now() - startedAtMs).toBeLessThan(4_000);
  });

  it('answers the steps and flows that it is named for', () => {
    const named = bot({ steps: ['advise', 'shop.think'] });

    expect(['shop.think', 'advise.think', 'shop.other'].map((step) => named.answers(step))).toEqual(
      [2, 1, undefined],
    );
    expect(bot().answers('any.step')).toBe(0);
  });
});

describe('isSignedBy', () => {
  const body = '{"id":"q"}';
  const timestamp = NOW_MS / 1_000;
  const signed = (at = timestamp): Parameters<typeof isSignedBy>[1] => ({
    ...{ id: 'q', timestamp: String(at), body },
    signature: webhookSignature([BOT_SECRET], { id: 'q', timestamp: at, body }),
  });

  it.each<readonly [string, Partial<ReturnType<typeof signed>>, number]>([
    ['another body', { body: '{}' }, NOW_MS],
    ['another id', { id: 'r' }, NOW_MS],
    ['another time', { timestamp: String(timestamp + 1) }, NOW_MS],
    ['a time that is no number', { timestamp: '1e9' }, NOW_MS],
    ['no signature', { signature: '' }, NOW_MS],
    ['one that is old', {}, NOW_MS + 301_000],
    ['one from the future', {}, NOW_MS - 301_000],
  ])('refuses %s', (_what, more, nowMs) => {
    expect(isSignedBy(BOT_SECRET, { ...signed(), ...more }, nowMs)).toBe(false);
  });

  it('takes one of several signatures, and no empty secret', () => {
    const { signature, ...rest } = signed();

    expect(isSignedBy(BOT_SECRET, { ...rest, signature: `v1,x ${signature}` }, NOW_MS)).toBe(true);
    expect(isSignedBy('', signed(), NOW_MS)).toBe(false);
  });
});
