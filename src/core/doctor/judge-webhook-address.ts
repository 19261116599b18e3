import { green, red, type Said, unseen } from './finding.ts';

/** Where the webhook door stands. */
const DOOR_PATH = '/webhooks/braze/whatsapp';

/** What was found at the door when somebody went there with the campaign's secret. */
export type Knock =
  | { readonly kind: 'opens' }
  /** A Parley, which does not know the secret. */
  | { readonly kind: 'stays-shut' }
  | { readonly kind: 'something-else'; readonly status: number }
  | { readonly kind: 'nobody'; readonly reason: string };

/** Whether an address is for Parley's door, wherever that is. */
export function leadsToADoor(url: string): boolean {
  return URL.canParse(url) && pathOf(new URL(url)) === DOOR_PATH;
}

/** The address of a webhook campaign, from its form alone. */
export function judgeWebhookAddress(address: string): readonly Said[] {
  if (!URL.canParse(address)) {
    return [
      red(
        'webhook-url-unreadable',
        'Its URL is none, or is made by Liquid',
        `Write it out: ${WANTED}`,
      ),
    ];
  }
  const url = new URL(address);
  const faults = [
    ...(url.protocol === 'https:' ? [] : [NOT_HTTPS]),
    ...(url.port === '' ? [] : [wrongPort(url.port)]),
    ...(isInside(url.hostname) ? [inside(url.hostname)] : []),
    ...(pathOf(url) === DOOR_PATH ? [] : [wrongPath(url)]),
  ];
  return faults.length > 0 ? faults : [green('webhook-url', `It posts to ${bare(url)}`)];
}

/** What is to be said of who opens there. */
export function judgeKnock(address: string, knock: Knock): Said {
  const at = URL.canParse(address) ? bare(new URL(address)) : 'its URL';
  switch (knock.kind) {
    case 'opens':
      return green('door-opens', `Parley opens at ${at} to its secret`);
    case 'stays-shut':
      return red(
        'door-stays-shut',
        `The Parley at ${at} does not know its secret, or is older than doctor`,
        'Give that Parley the secret in PARLEY_WEBHOOK_SECRETS; is it the one of this environment?',
      );
    case 'something-else':
      return red(
        'door-not-ours',
        `At ${at} something other than Parley answers: HTTP ${String(knock.status)}`,
        'Put the address of Parley into the campaign; Braze follows no redirect and logs in nowhere',
      );
    case 'nobody':
      return unseen(
        'door-not-reached',
        `From here nobody answers at ${at}: ${knock.reason}`,
        'Is Parley running, and may Braze reach it? Try it from outside your network',
      );
  }
}

const WANTED = `https://YOUR-PARLEY${DOOR_PATH}`;

const NOT_HTTPS = red(
  'webhook-not-https',
  'It posts without TLS: the secret and what customers write can be read on the way',
  `Write https:// into its URL: ${WANTED}`,
);

function wrongPort(port: string): Said {
  const says = `It posts to port ${port}: Braze calls ports 80 and 443 only`;
  return red('webhook-port', says, `Let Parley be reached at port 443: ${WANTED}`);
}

function inside(hostname: string): Said {
  return red(
    'webhook-inside',
    `It posts to ${hostname}, which is inside your own network: Braze cannot reach it`,
    `Give Parley a public name: ${WANTED}`,
  );
}

function wrongPath(url: URL): Said {
  return red('webhook-path', `It posts to ${bare(url)}`, `The door stands at ${DOOR_PATH}`);
}

/** Without what may be secret: user, password, query. */
function bare({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

function pathOf({ pathname }: URL): string {
  return pathname.replace(/\/$/, '');
}

function isInside(hostname: string): boolean {
  return (
    /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[)/.test(hostname) ||
    /\.(local|internal|svc|localhost)$/.test(hostname) ||
    !hostname.includes('.')
  );
}
