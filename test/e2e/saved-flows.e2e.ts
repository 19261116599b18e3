import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { buildOnce, ParleyProcess } from '../support/e2e/parley-process.ts';
import { SandboxApi } from '../support/e2e/sandbox-api.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const PATIENCE_MS = 240_000;

// Empty: the service brings it to its schema.
const database = useDatabase('template0');

describe('a flow file that is saved while Parley runs', () => {
  let folder: string;
  let file: string;
  let parley: ParleyProcess;
  let sandbox: SandboxApi;

  beforeAll(async () => {
    buildOnce();
    folder = await mkdtemp(join(tmpdir(), 'parley-flows-'));
    await cp('flows', folder, { recursive: true });
    file = join(folder, 'opening-hours.flow.yaml');
    parley = new ParleyProcess(await freePort(), {
      DATABASE_URL: database(),
      PARLEY_WEBHOOK_SECRETS: '',
      PARLEY_FLOWS: folder,
    });
    sandbox = new SandboxApi(parley.url);
    await parley.start();
  }, PATIENCE_MS);
  afterAll(async () => {
    await parley.stop();
    await rm(folder, { recursive: true });
  }, PATIENCE_MS);

  async function answerTo(customer: string): Promise<string> {
    const body = JSON.stringify({ user_id: customer, message: 'opening hours' });
    await fetch(`${parley.url}/webhooks/braze/whatsapp`, { method: 'POST', body });
    const [call] = await sandbox.callsFor(customer, 1);
    return JSON.stringify(call?.body);
  }

  it('says what is wrong with it, and leaves live what was; once right it is live', async () => {
    const right = await readFile(file, 'utf8');
    const before = await answerTo('before');

    await writeFile(file, right.replace('say:', 'sya:'));
    const complaint = await eventually(
      () => parley.output,
      (output) => output.includes('What was live stays live'),
    );
    const meanwhile = await answerTo('meanwhile');
    await writeFile(file, right.replace(/9/g, '7'));
    await eventually(
      () => parley.output,
      (output) => output.includes('Flows are live (release 2)'),
    );
    const after = await answerTo('after');

    expect(complaint).toMatch(/opening-hours\.flow\.yaml:\d+:5 "sya" is no kind of step/);
    expect(complaint).toMatch(/Did you mean "say"\?/);
    const text = (body: string): string =>
      /"external_system_msg_body":"([^"]+)"/.exec(body)?.[1] ?? '';
    expect(text(meanwhile)).toBe(text(before));
    expect(text(after)).not.toBe(text(before));
  });
});
