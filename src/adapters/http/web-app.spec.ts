import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';

import { serveWebApp } from './web-app.ts';

describe('the web app', () => {
  let folder: string;
  let server: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', 'desk-abc.js'), 'say("hello");\n'.repeat(10_000));
    const app = express();
    serveWebApp(app, folder, {});
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  async function asset(encoding: string): Promise<IncomingMessage & { bytes: number }> {
    const { port } = server.address() as AddressInfo;
    const headers = { 'accept-encoding': encoding };
    const url = `http://127.0.0.1:${String(port)}/assets/desk-abc.js`;
    const [response] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
    let bytes = 0;
    for await (const chunk of response) bytes += (chunk as Uint8Array).byteLength;
    return Object.assign(response, { bytes });
  }

  it.each(['gzip', 'br'])(
    'sends its scripts compressed to who takes %s, to be kept',
    async (way) => {
      const { headers, bytes } = await asset(way);

      expect(headers).toMatchObject({ 'content-encoding': way });
      expect(headers['cache-control']).toContain('immutable');
      expect(bytes).toBeLessThan(10_000);
    },
  );

  it('sends them as they are to anybody else', async () => {
    const { headers, bytes } = await asset('identity');

    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes).toBe(140_000);
  });
});
