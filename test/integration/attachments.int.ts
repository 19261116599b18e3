import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { aPng, HOSTILE } from '../support/media/sample-files.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const PUBLIC = 'https://parley.shop.example';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>\nendobj\n');
const MEBIBYTE = 1024 * 1024;

describe('files that agents send', () => {
  const api = new ServedApi(database, { PARLEY_PUBLIC_URL: PUBLIC, PARLEY_MEDIA_MAX_MB: '6' });
  let agent: ApiClient;
  let held: string;
  beforeAll(async () => {
    await api.start();
    agent = await api.person(['agent'], ['care']);
    held = await holds('ann');
  }, 120_000);
  afterAll(() => api.stop());

  async function holds(customer: string): Promise<string> {
    const answer = await fetch(`${api.url}/webhooks/braze/whatsapp`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-secret-for-tests-only' },
      body: JSON.stringify({ user_id: customer, phone_number: '', message: 'agent' }),
    });
    const { conversation_id: id } = (await answer.json()) as { conversation_id: string };
    expect((await agent.send('POST', `/api/conversations/${id}/take`)).status).toBe(200);
    return id;
  }

  async function brings(
    bytes: Uint8Array,
    { by = agent, to = held, name = 'a file.bin' } = {},
  ): Promise<{ status: number; body: Record<string, string> & { error?: { code: string } } }> {
    const response = await fetch(
      `${api.url}/api/conversations/${to}/media?name=${encodeURIComponent(name)}`,
      {
        method: 'POST',
        headers: {
          ...{ cookie: by.cookie, 'x-parley-csrf': by.csrf },
          'content-type': 'application/octet-stream',
        },
        body: bytes,
      },
    );
    return { status: response.status, body: (await response.json()) as never };
  }

  interface Said {
    readonly state: string;
    readonly properties: Readonly<Record<string, string>>;
  }
  async function replies(id = held): Promise<readonly Said[]> {
    return (await api.write(
      `SELECT state::text, properties FROM reply WHERE conversation_id = $1 AND sender = 'agent' ORDER BY seq`,
      [id],
    )) as readonly Said[];
  }

  it('brings a picture, sends it once, and gives it out to Braze', async () => {
    const bytes = aPng(20);
    const { body } = await brings(bytes, { name: '../über uns.png' });
    expect(body).toMatchObject({ kind: 'image', name: 'über uns.png', type: 'image/png' });
    const send = { key: randomUUID(), text: 'Like this one?' };
    const path = `/api/conversations/${held}/media/${body['id'] ?? ''}/send`;

    expect((await agent.send('POST', path, send)).body).toMatchObject({ status: 'accepted' });
    expect((await agent.send('POST', path, send)).body).toMatchObject({ status: 'duplicate' });

    const [said, ...others] = await replies();
    expect(others).toEqual([]);
    expect(said?.properties['external_system_msg_body']).toBe('Like this one?');
    const url = new URL(said?.properties['image_url'] ?? '');
    expect(url.origin).toBe(PUBLIC);
    const given = await fetch(`${api.url}${url.pathname}`);
    expect(Object.fromEntries(given.headers)).toMatchObject({
      ...{ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' },
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true);
    const changed = url.pathname.replace(/\.[0-9a-z]+\./, '.zzzzzzzz.');
    expect((await fetch(`${api.url}${changed}`)).status).toBe(404);
  });

  it('shows the file to who may see the conversation, and to nobody else', async () => {
    const { body } = await brings(PDF, { name: 'terms.pdf' });
    const path = `/api/conversations/${held}/media/${body['id'] ?? ''}`;
    const stranger = await api.person(['agent'], ['returns']);
    const other = await holds('bob');

    const shown = await agent.send('GET', path);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-disposition')).toMatch(/^attachment; filename="terms\.pdf"/);
    expect(shown.headers.get('cache-control')).toBe('private, max-age=3600');
    expect((await stranger.send('GET', path)).status).toBe(404);
    expect((await api.client().send('GET', path)).status).toBe(401);
    expect((await agent.send('GET', path.replace(held, other))).status).toBe(404);
    const piece = await agent.send('GET', path, undefined, { range: 'bytes=0-3' });
    expect([piece.status, piece.headers.get('content-range')]).toEqual([
      206,
      `bytes 0-3/${String(PDF.byteLength)}`,
    ]);
    expect((await agent.send('GET', path, undefined, { range: 'bytes=999-' })).status).toBe(416);
  });

  it('sends a file that somebody else brought, or to another conversation, for nobody', async () => {
    const { body } = await brings(aPng());
    const colleague = await api.person(['agent'], ['care']);
    const other = await holds('cat');
    const send = { key: randomUUID() };

    const elsewhere = `/api/conversations/${other}/media/${body['id'] ?? ''}/send`;
    expect((await agent.send('POST', elsewhere, send)).status).toBe(404);
    const theirs = `/api/conversations/${held}/media/${body['id'] ?? ''}/send`;
    expect((await colleague.send('POST', theirs, send)).status).toBe(404);
    expect(await replies(other)).toEqual([]);
  });

  it.each(HOSTILE.filter(([, , type]) => !['image/png', 'application/pdf'].includes(type ?? '')))(
    'takes no %s, whatever it is called',
    async (_what, bytes) => {
      const { status, body } = await brings(bytes, { name: 'photo.png' });

      expect([status, body.error?.code]).toEqual([400, 'media.not-an-attachment']);
    },
  );

  it('takes as much as WhatsApp does, and not a byte more', async () => {
    const full = (bytes: number): Buffer =>
      Buffer.concat([aPng(), Buffer.alloc(bytes)]).subarray(0, bytes);
    expect((await brings(full(5 * MEBIBYTE))).status).toBe(200);
    expect((await brings(full(5 * MEBIBYTE + 1))).body.error?.code).toBe('media.too-large');
    const tooMuch = Buffer.concat([PDF, Buffer.alloc(6 * MEBIBYTE)]);
    expect((await brings(tooMuch)).body.error?.code).toBe('media.too-large');
    expect((await brings(Buffer.alloc(0))).body.error?.code).toBe('media.empty');
  });

  it('says what may be sent', async () => {
    expect((await agent.send('GET', '/api/desk/attachments')).body).toEqual({
      ...{ is_public: true, kinds: ['image', 'document'] },
      ...{ largest_image: 5 * MEBIBYTE, largest_document: 6 * MEBIBYTE },
    });
  });
});
