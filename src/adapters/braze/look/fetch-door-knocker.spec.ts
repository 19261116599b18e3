import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { OpenDoor, SECRET } from '../../../../test/support/door/open-door.ts';
import { FetchDoorKnocker } from './fetch-door-knocker.ts';

const PATH = '/webhooks/braze/whatsapp';

describe('FetchDoorKnocker', () => {
  const knocker = new FetchDoorKnocker();
  let door: OpenDoor;
  let server: Server;

  beforeEach(async () => {
    door = new OpenDoor();
    await door.open();
    server = createServer((request, response) => {
      const status = Number(request.url?.slice(1));
      response.writeHead(status, status === 302 ? { location: 'https://example.com' } : {});
      response.end('<html>'.repeat(10_000));
    });
    await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));
  });
  afterEach(async () => {
    await door.shut();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('finds the door open to a secret of ours, and leaves no message behind', async () => {
    const address = `http://127.0.0.1:${String(door.port)}${PATH}`;

    expect(await knocker.knock(address, SECRET)).toEqual({ kind: 'opens' });
    expect(await knocker.knock(address, 'another')).toEqual({ kind: 'stays-shut' });
    expect(door.acceptEvents.arrivals).toEqual([]);
    expect(door.quarantine.kept).toEqual([]);
  });

  it.each([200, 302, 404, 405, 500])('finds something else behind a %d', async (status) => {
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${String(port)}/${String(status)}`;

    expect(await knocker.knock(address, SECRET)).toEqual({ kind: 'something-else', status });
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:9/', SECRET],
    ['a header cannot hold the secret', 'http://127.0.0.1:9/', `${SECRET}\n`],
    ['there is no such scheme', 'ftp://127.0.0.1/', SECRET],
  ])('finds nobody where %s, and does not tell the secret', async (_, address, secret) => {
    const found = await knocker.knock(address, secret);

    expect(found.kind).toBe('nobody');
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });
});
