import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { campaignOfLayout, canvasOf } from '#adapters/sandbox/messaging/campaign-of-layout.ts';
import type { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';
import { DoorKnocker } from '#app/ports/door-knocker.ts';
import { readEnvironment } from '#config/environment.ts';
import type { Knock } from '#core/doctor/judge-webhook-address.ts';

import { FakeCli } from '../../test/support/cli/fake-cli.ts';
import { A_BOT, aRelease, filesOf } from '../../test/support/flow/a-release.ts';
import { type ServedSandbox, serveSandbox } from '../../test/support/sandbox/serve-sandbox.ts';
import { openDoctor } from './cli-doctor.ts';

const SECRET = 'a-secret-of-the-webhook-campaign';
const KEY = 'rest-key-of-the-workspace';
const DOOR = 'https://parley.example/webhooks/braze/whatsapp';
const BOT = `${A_BOT}canvases: { later: { canvas: cv-later } }\n`;

class FakeKnocker extends DoorKnocker {
  readonly knocks: string[] = [];
  found: Knock = { kind: 'opens' };

  override knock(address: string, secret: string): Promise<Knock> {
    this.knocks.push(`${address} ${String(secret === SECRET)}`);
    return Promise.resolve(this.found);
  }
}

interface Told {
  readonly verdict: string;
  readonly findings: readonly { code: string; level: string; says: string; about: string }[];
}

describe('parley doctor', () => {
  let served: ServedSandbox;
  let sandbox: SandboxBraze;
  let knocker: FakeKnocker;
  let environment: NodeJS.ProcessEnv;
  let cli: FakeCli;

  beforeEach(async () => {
    served = await serveSandbox({ restKey: KEY, webhook: { url: DOOR, secret: SECRET } });
    sandbox = served.sandbox;
    // The workspace as our guide has it: nothing but the bot's own campaigns, and the inbound one.
    const { layouts, canvases } = aRelease([], BOT).bot;
    sandbox.campaigns.forget();
    sandbox.knowCampaigns([...layouts].map(([name, layout]) => campaignOfLayout(name, layout)));
    sandbox.knowCanvases([...canvases].map(([name, canvas]) => canvasOf(name, canvas)));
    knocker = new FakeKnocker();
    environment = {
      ...{ BRAZE_REST_URL: served.url, BRAZE_API_KEY: KEY, PARLEY_WEBHOOK_SECRETS: SECRET },
    };
    const doctor = () => Promise.resolve(openDoctor(readEnvironment(environment), knocker));
    cli = new FakeCli({ doctor }).has(filesOf([], BOT));
  });
  afterEach(() => served.close());

  async function told(...more: readonly string[]): Promise<Told & { readonly exit: number }> {
    const exit = await cli.run('doctor', 'flows/', '--json', ...more);
    for (const secret of [SECRET, KEY]) expect(cli.said + cli.complaints).not.toContain(secret);
    return { exit, ...(cli.json() as Told) };
  }

  const codes = ({ findings }: Told, wanted: string): readonly string[] =>
    findings.filter(({ level }) => level === wanted).map(({ code }) => code);

  it('finds nothing wrong with a workspace that is set up as the guide has it', async () => {
    const found = await told();

    expect(codes(found, 'red')).toEqual([]);
    expect(codes(found, 'unseen')).toEqual([]);
    expect(found).toMatchObject({ exit: 0, verdict: 'green' });
    expect(knocker.knocks).toEqual([`${DOOR} true`]);
    expect(codes(found, 'green')).toEqual(
      expect.arrayContaining(['doctor.body-read', 'doctor.webhook-secret', 'doctor.signature']),
    );
  });

  it('leaves everything as it is', async () => {
    await told();

    const { messages_sent: sent, webhooks_delivered: delivered } = sandbox.ledger.counters;
    expect([sent, delivered, sandbox.people.list().length]).toEqual([0, 0, 0]);
    for (const { method, path, body } of sandbox.ledger.calls.toArray()) {
      if (method === 'POST') expect(body).not.toHaveProperty('recipients.0');
      else expect(path).toMatch(/^\/(campaigns|canvas)\/(list|details)\?/);
    }
  });

  it.each<[string, string, (braze: SandboxBraze) => void]>([
    ['is stopped', 'carrier-stopped', change('c-text', { state: 'paused' })],
    ['is archived', 'carrier-archived', change('c-text', { state: 'archived' })],
    ['is a draft', 'carrier-draft', change('c-text', { state: 'draft' })],
    ['is action-based', 'not-api-triggered', change('c-text', { delivery: 'action' })],
    ['is scheduled', 'not-api-triggered', change('c-text', { delivery: 'schedule' })],
    ['sends e-mail', 'not-whatsapp', change('c-text', { channel: 'email' })],
    ['has a control group', 'control-group', change('c-text', { hasControlGroup: true })],
    ['sends a template', 'template-not-said', change('c-text', { layout: 'template' })],
    ['has other buttons', 'property-not-read', change('c-buttons', { layout: 'text' })],
  ])('is red about a campaign that %s', async (_, code, trap) => {
    trap(sandbox);

    const found = await told();

    expect(found.exit).toBe(1);
    expect(codes(found, 'red')).toContain(`doctor.${code}`);
    expect(found.findings.find((one) => one.code === `doctor.${code}`)?.about).toMatch(/^Layout /);
  });

  it('is red about the plus sign of the guide', async () => {
    const properties = { text: 'external_system_msg+body' };
    sandbox.knowCampaigns([{ id: 'c-text', properties }]);

    const found = await told();

    expect(codes(found, 'red')).toEqual(['doctor.property-misspelt']);
    expect(cli.said).toContain('It reads external_system_msg+body, and Parley sends');
  });

  it('is red about a campaign and a Canvas that are not there', async () => {
    const bot = BOT.replace('c-text', 'c-nowhere').replace('cv-later', 'cv-nowhere');
    cli.has(filesOf([], bot));

    expect(codes(await told(), 'red')).toEqual([
      'doctor.carrier-missing',
      'doctor.carrier-missing',
    ]);
  });

  it('asks for what Braze does not show', async () => {
    const found = await told();

    const unseenParts = found.findings.filter(({ code }) => code === 'doctor.property-unseen');
    expect(unseenParts.map(({ says }) => says.split('?')[0])).toEqual([
      'Does it read rows',
      'Does it read image_url',
    ]);
    expect(codes(found, 'asked')).toEqual(
      expect.arrayContaining(['doctor.re-eligibility', 'doctor.quiet-hours', 'doctor.send-rate']),
    );
  });

  it.each<[string, string, (braze: SandboxBraze) => void]>([
    [
      'has the body of Braze’s guide',
      'body-not-escaped',
      ({ inbound }) => (inbound.campaign.template = 'raw'),
    ],
    ['is stopped', 'inbound-none', ({ inbound }) => (inbound.campaign.state = 'paused')],
    ['has a stranger’s secret', 'webhook-secret-wrong', setSecret],
    ['posts into the network', 'webhook-inside', setUrl('https://10.0.0.7')],
    ['posts without TLS', 'webhook-not-https', setUrl('http://parley.example')],
    ['posts to another port', 'webhook-port', setUrl('https://parley.example:8443')],
  ])('is red about an inbound campaign that %s', async (_, code, trap) => {
    trap(sandbox);

    const found = await told();

    expect(found.exit).toBe(1);
    expect(codes(found, 'red')).toContain(`doctor.${code}`);
  });

  it('is red about a second campaign that forwards the same messages', async () => {
    const body = '{"message": "{{whats_app.${inbound_message_body} | json_escape}}"}';
    const webhook = { channel: 'webhook', url: 'https://other.example', method: 'POST', body };
    sandbox.others.set('another', {
      ...{ name: 'Keyword HELP', enabled: true, schedule_type: 'action_based' },
      ...{ channels: ['webhook'], messages: { v: webhook } },
    });

    const found = await told();

    expect(codes(found, 'red')).toContain('doctor.inbound-several');
    expect(cli.said).toContain('Keyword HELP');
    expect(codes(await told('--inbound', 'parley-inbound'), 'red')).toEqual([]);
  });

  it.each<[Knock, string, number]>([
    [{ kind: 'stays-shut' }, 'door-stays-shut', 1],
    [{ kind: 'something-else', status: 302 }, 'door-not-ours', 1],
    [{ kind: 'nobody', reason: 'ENOTFOUND' }, 'door-not-reached', 2],
  ])('tells who answers at the door: %j', async (knock, code, exit) => {
    knocker.found = knock;

    const found = await told();

    expect(found.exit).toBe(exit);
    expect([...codes(found, 'red'), ...codes(found, 'unseen')]).toEqual([`doctor.${code}`]);
  });

  it('names each permission that the key lacks, and what it could not see without', async () => {
    sandbox.permissions = ['users.track', 'campaigns.details', 'canvas.details'];

    const found = await told();

    expect(found.exit).toBe(1);
    expect(found.findings.filter(({ level }) => level === 'red').map(({ says }) => says)).toEqual([
      'The key lacks campaigns.trigger.send: it sends replies',
      'The key lacks campaigns.list: doctor finds the inbound webhook campaign with it',
      'The key lacks canvas.trigger.send: it sends customers into Canvases',
    ]);
    expect(codes(found, 'unseen')).toEqual(['doctor.inbound-unseen']);
  });

  it('stops at a key that is not known, and says where to look', async () => {
    environment['BRAZE_API_KEY'] = 'a-key-of-another-workspace';

    const found = await told();

    expect(found.exit).toBe(1);
    expect(codes(found, 'red')).toEqual(['doctor.key-unknown']);
    expect(codes(found, 'asked')).toEqual([]);
  });

  it('ends with 2 where nobody answers', async () => {
    environment['BRAZE_REST_URL'] = 'http://127.0.0.1:9';

    expect(await told()).toMatchObject({ exit: 2, verdict: 'unseen' });
  });

  it('ends with 2 where there is no Braze to look at', async () => {
    environment = {};

    expect(await cli.run('doctor', 'flows/')).toBe(2);
    expect(cli.complaints).toContain('set BRAZE_REST_URL and BRAZE_API_KEY');
  });

  it('shows its key to Braze only, whatever host is named', async () => {
    expect(await cli.run('doctor', 'flows/', '--also', 'rest.attacker.example')).toBe(2);
    expect(sandbox.ledger.counters.rest_calls).toBe(0);
  });

  it('is red about a guard in production', async () => {
    environment = { ...environment, PARLEY_ENV: 'production', DATABASE_URL: 'postgresql://x/y' };
    environment['PARLEY_ONLY_TO'] = 'ana';

    expect(codes(await told(), 'red')).toEqual(['doctor.guard-in-production']);
  });

  it('says so for people, red with its cure', async () => {
    sandbox.knowCampaigns([{ id: 'c-text', state: 'paused' }]);

    expect(await cli.run('doctor', 'flows/')).toBe(1);
    expect(cli.said).toMatch(
      /Layout text, campaign c-text\n {2}✗ "c-text" is stopped: .*\n {6}Resume .*\[doctor\.carrier-stopped\]/,
    );
    expect(cli.said).toMatch(/\n1 red, \d+ green, \d+ to look at yourself\n$/);
  });

  describe('with --send-to', () => {
    const chatOf = (person: string): readonly { status: string }[] =>
      sandbox.people.find({ kind: 'external_id', value: person })?.chat.toArray() ?? [];

    it('sends one text and says what came back', async () => {
      const found = await told('--send-to', 'ana');

      expect(codes(found, 'green')).toContain('doctor.trial-accepted');
      expect(chatOf('ana')).toMatchObject([{ status: 'sent', content: { kind: 'text' } }]);
    });

    it('keeps to who may be written to', async () => {
      environment['PARLEY_ONLY_TO'] = 'bob';

      const found = await told('--send-to', 'ana');

      expect(codes(found, 'red')).toEqual(['doctor.trial-refused']);
      expect(cli.said).toContain('PARLEY_ONLY_TO does not name this customer');
      expect(chatOf('ana')).toEqual([]);
    });

    it('tells why Braze did not take it', async () => {
      sandbox.knowCampaigns([{ id: 'c-text', state: 'paused' }]);

      const found = await told('--send-to', 'ana');

      expect(codes(found, 'red')).toContain('doctor.trial-refused');
      expect(cli.said).toContain('The campaign is paused');
    });
  });
});

function change(
  id: string,
  trap: Partial<Parameters<SandboxBraze['knowCampaigns']>[0][number] & object>,
): (braze: SandboxBraze) => void {
  return ({ campaigns }) => {
    const before = campaigns.find(id);
    if (before !== undefined) campaigns.know([{ ...before, ...trap }]);
  };
}

function setSecret({ inbound }: SandboxBraze): void {
  inbound.campaign.secret = 'a-secret-that-nobody-knows';
}

function setUrl(origin: string): (braze: SandboxBraze) => void {
  return ({ inbound }) => {
    inbound.campaign.url = `${origin}/webhooks/braze/whatsapp`;
  };
}
