import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/**
 * Addresses that are no public place: this machine, private and link-local networks, the metadata
 * services of clouds, what is reserved.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const V4 = [
  ...(['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'] as const),
  ...([
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
  ] as const),
  ...([
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ] as const),
  // Metadata and platform services that lie in public ranges: Azure's, Alibaba's.
  ...(['168.63.129.16/32', '100.100.100.200/32'] as const),
];
/** Only what IANA has given out as unicast is public; of that, these are not. */
const V6_UNICAST = '2000::/3';
const V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16'];
/** IPv4 in IPv6's clothes: mapped, and translated by NAT64 on the network's own prefix. */
const NAT64 = '64:ff9b::/96';

const refusedV4 = blockListOf(V4, 'ipv4');
const refusedV6 = blockListOf(V6, 'ipv6');
const unicastV6 = blockListOf([V6_UNICAST], 'ipv6');
const nat64 = blockListOf([NAT64], 'ipv6');

function blockListOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether an IP address, as text, is a public place; what is none at all is not. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !refusedV4.check(bare, 'ipv4');
  if (family !== 6) return false;
  const inner = nat64.check(bare, 'ipv6') ? embeddedV4(bare) : undefined;
  if (inner !== undefined) return isPublicAddress(inner);
  return unicastV6.check(bare, 'ipv6') && !refusedV6.check(bare, 'ipv6');
}

/** The IPv4 address in an IPv6 address's last 32 bits. */
function embeddedV4(address: string): string | undefined {
  // The URL parser writes every spelling in one way: eight groups at most, hexadecimal.
  const { hostname } = new URL(`http://[${address}]/`);
  const [high, low] = hostname.slice(1, -1).split(':').slice(-2);
  const [a, b] = [high, low].map((group) => (group === '' ? 0 : Number.parseInt(group ?? '', 16)));
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return [a >> 8, a & 255, b >> 8, b & 255].map(String).join('.');
}

/** An address was refused: nothing was sent. */
export class AddressRefused extends Error {
  readonly code = 'PARLEY_ADDRESS_REFUSED';

  constructor(host: string) {
    super(
      `${host} leads into a private network: allow it by \`allow_private: true\` in connectors.yaml, if it should`,
    );
  }
}

/**
 * Whether a host that is written as an address may be asked; a name is judged when it is resolved.
 * The URL parser has made plain addresses of all spellings: decimal, octal, hexadecimal, short.
 */
export function isRefusedHost({ hostname }: URL): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 && !isPublicAddress(bare);
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * `dns.lookup` for sockets: hands out only addresses that were judged, so that the connection goes
 * to one of them and no second answer of the name server counts. One bad address of several
 * refuses them all.
 */
export function guardedLookup(host: string, options: LookupOptions, answer: Answer): void {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      answer(error, []);
      return;
    }
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
      answer(new AddressRefused(host), []);
    } else if (options.all === true) answer(null, addresses);
    else answer(null, first.address, first.family);
  });
}
