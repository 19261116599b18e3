import { asked, green, red, type Said } from './finding.ts';

/** @see https://www.braze.com/docs/api/basics/#endpoints */
const REST_HOSTS: readonly string[] = [
  ...['01', '02', '03', '04', '05', '06', '07', '08'].map((n) => `rest.iad-${n}.braze.com`),
  ...['rest.us-10.braze.com', 'rest.fra-01.braze.eu', 'rest.fra-02.braze.eu'],
  ...['rest.au-01.braze.com', 'rest.id-01.braze.com', 'rest.jp-01.braze.com'],
  'rest.kr-01.braze.com',
];

/** Whether an address is one of Braze's REST endpoints, as far as it can be told from its form. */
export function judgeHost(host: string): Said {
  if (REST_HOSTS.includes(host)) return green('host-known', `${host} is a REST endpoint of Braze`);
  if (!/\.braze\.(com|eu)$/.test(host)) {
    return green('host-stand-in', `${host} stands in for Braze`);
  }
  const meant = restHostOf(host);
  if (meant !== undefined) {
    return red(
      'host-not-rest',
      `${host} is not where Braze takes calls: it is another address of the same instance`,
      `Set BRAZE_REST_URL=https://${meant}`,
    );
  }
  return asked(
    'host-unknown',
    `${host} is in no list of Braze's REST endpoints that this Parley knows`,
    'Compare it with Settings › APIs and Identifiers in the dashboard',
  );
}

/** The REST endpoint beside a dashboard's or an SDK's address. */
function restHostOf(host: string): string | undefined {
  const sdk = /^sdk\.(.+)$/.exec(host)?.[1];
  if (sdk !== undefined) return `rest.${sdk}`;
  const [, number = '', domain = ''] = /^dashboard-(\d\d)\.braze\.(com|eu)$/.exec(host) ?? [];
  if (number !== '') return `rest.${domain === 'eu' ? 'fra' : 'iad'}-${number}.braze.${domain}`;
  const named = /^dashboard\.(.+)$/.exec(host)?.[1];
  return named === undefined ? undefined : `rest.${named}`;
}
