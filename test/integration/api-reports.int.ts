import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import type { Answered, ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import type { PlainHandoff } from '../support/reports/recount.ts';
import { insertHandoffs } from '../support/reports/report-rows.ts';

const database = useDatabase();
const DAY = Date.parse('2026-11-02T00:00:00Z');
const MINUTE_MS = 60_000;
const ASKED = 'from=2026-11-01&to=2026-11-04&tz=Europe/Madrid';
const PLAIN: PlainHandoff = {
  ...{ conversationId: '', seq: 3, queue: 'care', agent: null, step: 'track.late', code: null },
  ...{ locale: 'en', reason: '', requestedMs: DAY, takenMs: null, answeredMs: null },
  ...{ endedMs: null, endedHow: null, transfers: 0, promised: true, breached: [], csat: null },
};

describe('the API of reports', () => {
  const api = new ServedApi(database);
  let lead: ApiClient;
  let agent = '';

  beforeAll(async () => {
    await api.start();
    lead = await api.person(['lead']);
    agent = randomUUID();
    await api.write(`INSERT INTO agent (id, name) VALUES ($1, '=Ana')`, [agent]);
    const pool = new pg.Pool({ connectionString: database(), max: 1 });
    const settled = {
      ...{ agent, takenMs: DAY + MINUTE_MS, answeredMs: DAY + 2 * MINUTE_MS, code: 'solved' },
      ...{ endedMs: DAY + 12 * MINUTE_MS, endedHow: 'closed', csat: 4.5, transfers: 1 },
    };
    await insertHandoffs(pool, [
      { ...PLAIN, ...settled, conversationId: randomUUID() },
      { ...PLAIN, conversationId: randomUUID(), queue: 'returns', reason: '=SUM(A1)\n"quoted"' },
    ]);
    await pool.query(
      `INSERT INTO chat (conversation_id, seq, began_at, ended_at, ended_how, flow)
       VALUES (gen_random_uuid(), 1, $1, $1, 'ended', 'hours')`,
      [new Date(DAY)],
    );
    await pool.end();
  }, 120_000);
  afterAll(() => api.stop());

  const text = async (
    path: string,
  ): Promise<{ type: string | null; file: string | null; body: string }> => {
    const response = await fetch(`${api.url}/api/reports/${path}`, {
      headers: { cookie: lead.cookie },
    });
    const { headers } = response;
    return {
      ...{ type: headers.get('content-type'), file: headers.get('content-disposition') },
      body: await response.text(),
    };
  };
  const codeOf = ({ body }: Answered): string =>
    (body as { readonly error: { readonly code: string } }).error.code;

  it('puts handoffs together by agent, by the names that people know', async () => {
    const { status, body } = await lead.send('GET', `/api/reports/handoffs?by=agent&${ASKED}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ by: 'agent', from: '2026-11-01', to: '2026-11-04', tz: 'Europe/Madrid', sampled: 1 },
      from_at: '2026-10-31T23:00:00.000Z',
      total: { handoffs: 2, answered: 1, waiting: 1, promised: 1, kept_share: 1, transfers: 1 },
    });
    expect((body as { items: object[] }).items).toEqual([
      expect.objectContaining({ key: '', name: '', handoffs: 1 }),
      expect.objectContaining({
        ...{ key: agent, name: '=Ana', handoffs: 1, rating_mean: 4.5, ratings_good: 1 },
        ...{ first_answer_p50: 120, handling_p90: 660, resolving_p50: 720 },
      }),
    ]);
  });

  it('shows each day of the range, and those on which nothing was', async () => {
    const { body } = await lead.send('GET', `/api/reports/chats?by=day&${ASKED}`);
    const { items, total } = body as { items: { key: string; chats: number }[]; total: object };

    expect(items.map(({ key, chats }) => [key, chats])).toEqual([
      ['2026-11-01', 0],
      ['2026-11-02', 1],
      ['2026-11-03', 0],
    ]);
    expect(total).toMatchObject({ chats: 1, contained: 1, at_once: 1, containment: 1 });
  });

  it('gives tables that no spreadsheet runs, and writes down who took them', async () => {
    const byQueue = await text(`handoffs.csv?by=agent&${ASKED}`);
    const chats = await text(`chats.csv?${ASKED}`);
    const list = await text(`handoff-list.csv?${ASKED}&queue=returns`);

    expect(byQueue.type).toMatch(/^text\/csv; charset=utf-8/);
    expect(byQueue.file).toContain('handoffs-by-agent-2026-11-01-to-2026-11-04.csv');
    expect(byQueue.body.split('\r\n')[0]).toMatch(/^key,name,handoffs,answered,/);
    expect(byQueue.body).toContain(`${agent},'=Ana,1,1,`);
    expect(chats.body).toContain('\r\nhours,hours,1,1,1,');
    expect(list.body.split('\r\n')).toHaveLength(3);
    expect(list.body).toContain(`,"'=SUM(A1)\n""quoted""",`);
    expect(
      await api.write(`SELECT action FROM audit WHERE actor = $1 ORDER BY id`, [lead.email]),
    ).toEqual([
      { action: 'report.export-handoffs' },
      { action: 'report.export-chats' },
      { action: 'report.export-list' },
    ]);
  });

  it.each([
    ['a range that is empty', 'from=2026-11-02&to=2026-11-02', 'report.range-wrong'],
    ['a zone that is none', 'tz=Mars', 'report.unknown-zone'],
    ['a day that is none', 'from=tomorrow', 'api.not-as-agreed'],
    ['figures put together by nothing we know', 'by=customer', 'api.not-as-agreed'],
  ])('refuses %s', async (_what, query, code) => {
    const answered = await lead.send('GET', `/api/reports/handoffs?${query}`);

    expect(answered.status).toBe(400);
    expect(codeOf(answered)).toBe(code);
  });

  it('is read by leads, admins and auditors, and by no agent', async () => {
    const ask = async (role: 'agent' | 'auditor'): Promise<number> =>
      (await (await api.person([role])).send('GET', '/api/reports/handoffs')).status;

    expect(await ask('agent')).toBe(403);
    expect(await ask('auditor')).toBe(200);
  });
});
