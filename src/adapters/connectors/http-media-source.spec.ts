import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { HttpMediaSource } from './http-media-source.ts';

const MEBIBYTE = 1024 * 1024;
const HOSTS = ['*.amazonaws.com', 'localhost', '127.0.0.1', '169.254.169.254', '[::1]'];

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function origin(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function source(own?: string): HttpMediaSource {
  const made = new HttpMediaSource({ hosts: HOSTS, mostBytes: MEBIBYTE, own });
  open.push(made);
  return made;
}

const PATIENT = AbortSignal.timeout(30_000);

describe('HttpMediaSource', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/latest/meta-data/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
    'https://evil.example/a.jpg',
    'https://s3.amazonaws.com.evil.example/a.jpg',
    'https://s3.amazonaws.com@evil.example/a.jpg',
    'http://s3.amazonaws.com/a.jpg',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'gopher://localhost/',
    'no address',
    '',
  ])('asks nobody for %j, ever', async (url) => {
    expect(await source().fetch(url, PATIENT)).toMatchObject({ kind: 'refused' });
  });

  it('asks the sandbox on its own machine, and no other port of it', async () => {
    const own = await origin((_request, response) => response.end('a file'));
    const other = await origin((_request, response) => response.end('a secret'));

    expect(await source(own).fetch(`${own}/a`, PATIENT)).toMatchObject({ kind: 'fetched' });
    expect(await source(own).fetch(`${other}/a`, PATIENT)).toMatchObject({ kind: 'refused' });
  });

  it('follows no redirect', async () => {
    const inside = await origin((_request, response) => response.end('a secret'));
    const own = await origin((_request, response) =>
      response.writeHead(302, { location: inside }).end(),
    );

    expect(await source(own).fetch(`${own}/a`, PATIENT)).toEqual({
      kind: 'refused',
      reason: 'it answered 302',
    });
  });

  it('takes as much as is kept, to the byte', async () => {
    const own = await origin((_request, response) => response.end(Buffer.alloc(MEBIBYTE)));

    const fetched = await source(own).fetch(`${own}/a`, PATIENT);

    expect(fetched.kind === 'fetched' && fetched.bytes.byteLength).toBe(MEBIBYTE);
  });

  it.each([
    ['that says how long it is', true],
    ['that does not say it', false],
  ])('takes nothing of a file of one byte more %s', async (_what, says) => {
    const own = await origin((_request, response) => {
      if (says) response.setHeader('content-length', MEBIBYTE + 1);
      response.write(Buffer.alloc(MEBIBYTE));
      response.end('.');
    });

    expect(await source(own).fetch(`${own}/a`, PATIENT)).toEqual({
      kind: 'refused',
      reason: 'it is larger than 1 MB',
    });
  });

  it.each([403, 404, 500, 503])('may be asked again after %i', async (status) => {
    const own = await origin((_request, response) => response.writeHead(status).end());

    expect(await source(own).fetch(`${own}/a`, PATIENT)).toEqual({
      kind: 'failed',
      reason: `it answered ${String(status)}`,
    });
  });

  it('may be asked again where nothing comes, and where nobody is', async () => {
    const own = await origin((_request, response) => response.end());
    const silent = await origin(() => undefined);

    expect(await source(own).fetch(`${own}/a`, PATIENT)).toMatchObject({ kind: 'failed' });
    expect(await source(silent).fetch(`${silent}/a`, AbortSignal.timeout(50))).toEqual({
      kind: 'failed',
      reason: 'it did not come in time',
    });
    expect(await source('http://127.0.0.1:9').fetch('http://127.0.0.1:9/a', PATIENT)).toMatchObject(
      {
        kind: 'failed',
      },
    );
  });

  it('tells no address in its reasons: whoever has it has the file', async () => {
    const reasons = await Promise.all(
      ['http://127.0.0.1:9/secret?X-Amz-Signature=1', 'https://evil.example/secret?sig=1'].map(
        (url) => source('http://127.0.0.1:9').fetch(url, PATIENT),
      ),
    );

    expect(JSON.stringify(reasons)).not.toMatch(/secret|sig/i);
  });
});
