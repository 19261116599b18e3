import { describe, expect, it } from '@jest/globals';

import { guardedLookup, isPublicAddress, isRefusedHost } from './address-guard.ts';

const REFUSED = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.100.100.200'],
  ...['127.0.0.1', '127.255.255.254', '169.254.169.254', '169.254.170.2', '172.16.0.1'],
  ...['172.31.255.255', '192.0.0.192', '192.168.1.1', '198.18.0.1', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '168.63.129.16', '192.0.2.1', '203.0.113.9'],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', 'fe80::1', 'fe80::1%eth0'],
  ...['fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1'],
  ...['64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '2001:db8::1', '2001::1', '2002:7f00:1::1', '100::1'],
  ...['', 'localhost', 'not an address'],
];
const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1',
  '64:ff9b::808:808',
];

describe('isPublicAddress', () => {
  it.each(REFUSED)('%s is no public place', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(PUBLIC)('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('isRefusedHost', () => {
  it.each([
    ...['http://127.0.0.1', 'http://2130706433', 'http://0x7f000001', 'http://0177.0.0.1'],
    ...[
      'http://127.1',
      'http://0',
      'http://[::1]',
      'http://[::ffff:7f00:1]',
      'http://127。0。0。1',
    ],
    ...['http://169.254.169.254/latest/meta-data', 'http://0xa9fea9fe', 'http://2852039166'],
    ...['http://①②⑦.0.0.1', 'http://[64:ff9b::169.254.169.254]', 'http://127.0.0.1.'],
  ])('refuses %s, however it is written', (address) => {
    expect(isRefusedHost(new URL(address))).toBe(true);
  });

  it('leaves names to be judged when they are resolved', () => {
    expect(isRefusedHost(new URL('http://localhost'))).toBe(false);
  });
});

describe('guardedLookup', () => {
  it.each([true, false])('refuses a name that leads to this machine, all: %s', async (all) => {
    const failure = await new Promise((resolve) => {
      guardedLookup('localhost', { all }, resolve);
    });

    expect(failure).toMatchObject({ code: 'PARLEY_ADDRESS_REFUSED' });
  });
});
