import { execFile } from 'node:child_process';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { buildOnce, SECRET } from '../support/e2e/parley-process.ts';
import { type ServedSandbox, serveSandbox } from '../support/sandbox/serve-sandbox.ts';

const KEY = 'rest-key-of-a-workspace';

interface Ended {
  readonly exit: number | string | null;
  readonly said: string;
}

/** A command of the built Parley, in a process of its own. */
function parley(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ended> {
  const env = { PATH: process.env['PATH'], ...environment };
  return new Promise((resolve) => {
    execFile('node', ['dist/cli.js', ...args], { env }, (failure, stdout, stderr) => {
      resolve({ exit: failure === null ? 0 : (failure.code ?? null), said: stdout + stderr });
    });
  });
}

describe('parley doctor, as it is typed', () => {
  let served: ServedSandbox;
  let braze: NodeJS.ProcessEnv;
  beforeAll(async () => {
    buildOnce();
    served = await serveSandbox({
      restKey: KEY,
      webhook: { url: 'http://127.0.0.1:9/webhooks/braze/whatsapp', secret: SECRET },
    });
    braze = { BRAZE_REST_URL: served.url, BRAZE_API_KEY: KEY, PARLEY_WEBHOOK_SECRETS: SECRET };
  }, 180_000);
  afterAll(() => served.close());

  it('looks at the campaigns of a folder without a database', async () => {
    const { exit, said } = await parley(['doctor', 'flows/', '--json'], braze);

    expect(exit).toBe(1);
    expect(said).toContain('doctor.webhook-inside');
    expect(said).not.toContain(KEY);
    expect(said).not.toContain(SECRET);
  }, 60_000);

  it('does not start a service that would write to real customers by mistake', async () => {
    const real = { ...braze, BRAZE_REST_URL: 'https://rest.fra-01.braze.eu', PORT: '0' };
    const ended = await new Promise<string>((resolve) => {
      const env = { PATH: process.env['PATH'], ...real };
      execFile('node', ['dist/main.js'], { env, timeout: 30_000 }, (_, stdout, stderr) => {
        resolve(stdout + stderr);
      });
    });

    expect(ended).toContain('PARLEY_CONFIRM_BRAZE=rest.fra-01.braze.eu');
  }, 60_000);
});
