import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import type { ClaimedCall } from '#app/ports/call-outbox.ts';
import { CallTargets, type TargetRules } from '#app/ports/call-targets.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { Caller } from '../support/calls/caller.ts';
import { eventually } from '../support/eventually.ts';
import { aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const RELEASE = aRelease([
  `
flow: advise
start: { keywords: [advise] }
slots: { said: { type: text } }
steps:
  think:
    ai: Help.
    settle: 0s
    save: said
    timeout: 60s
    failed: { say: It broke., goto: end }
    timed_out: { say: Too slow., goto: end }
  tell: { say: 'Advice {{ said }}.', goto: end }
`,
]);
const database = useDatabase();

/** An AI that says nothing before it is let; then it says which question it answers. */
class HeldAi extends CallTargets {
  private readonly held = new Map<string, (() => void)[]>();

  override rules(): ReadonlyMap<string, TargetRules> {
    const limits = { attempts: 1, concurrency: 1_000, timeoutMs: 60_000 };
    const rules = { name: 'ai', ...limits, perSecond: undefined, policy: undefined };
    return new Map([['ai', rules]]);
  }

  override ask({ conversationId, seq }: ClaimedCall): Promise<CallOutcome> {
    return new Promise((resolve) => {
      const waiting = this.held.get(conversationId) ?? [];
      const answer = (): void => {
        resolve({ kind: 'answered', value: String(seq) });
      };
      this.held.set(conversationId, [...waiting, answer]);
    });
  }

  /** How many of a conversation's questions it has heard and not answered. */
  waiting(conversationId: string): number {
    return this.held.get(conversationId)?.length ?? 0;
  }

  /** The oldest that it holds: where the customer wrote again, one that is stale. */
  answer(conversationId: string): void {
    this.held.get(conversationId)?.shift()?.();
  }
}

const ACTS = ['answer', 'write', 'take', 'timer'] as const;
type Act = (typeof ACTS)[number];

function ordersOf(acts: readonly Act[]): readonly (readonly Act[])[] {
  if (acts.length === 0) return [[]];
  return acts.flatMap((act) =>
    ordersOf(acts.filter((other) => other !== act)).map((rest) => [act, ...rest]),
  );
}

describe('what reaches customers while they wait for the AI, on Postgres', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let caller: Caller;
  const ai = new HeldAi();

  beforeAll(async () => {
    pool = ordinaryPool(database(), 4, 'test');
    accepting = new Accepting(database(), { release: RELEASE });
    caller = new Caller(database(), 'connectors: {}', accepting.acceptEvents, {}, ai);
    await caller.beat(pool);
    caller.start();
  });
  afterAll(async () => {
    await caller.stop();
    await accepting.close();
    await pool.end();
  });

  const rows = async (sql: string, id: string): Promise<readonly Record<string, unknown>[]> =>
    (await pool.query<Record<string, unknown>>(sql, [id])).rows;
  const tell = async (conversationId: string, event: ConversationEvent): Promise<void> => {
    await accepting.acceptEvents.execute([anArrival({ to: { conversationId }, event })]);
    caller.calls.hint();
  };

  async function asked(): Promise<string> {
    const to = { identities: [{ kind: 'external_id', value: randomUUID() }] } as const;
    const event = aMessage('advise');
    const [receipt] = await accepting.acceptEvents.execute([anArrival({ to, event })]);
    caller.calls.hint();
    const id = receipt?.conversationId ?? '';
    await heard(id, 1);
    return id;
  }

  /** The worker has claimed so many questions, and they are on the wire. */
  const heard = (id: string, count: number): Promise<number> =>
    eventually(
      () => ai.waiting(id),
      (waiting) => waiting >= count,
    );

  async function does(id: string, act: Act): Promise<void> {
    switch (act) {
      case 'take':
        return tell(id, { kind: 'agent-took', agent: 'ana' });
      case 'timer': {
        const [timer] = await rows('SELECT id, gen FROM timer WHERE conversation_id = $1', id);
        if (timer === undefined) return;
        return tell(id, { kind: 'timer', timer: String(timer['id']), gen: Number(timer['gen']) });
      }
      case 'write': {
        const before = ai.waiting(id);
        const [{ owner } = { owner: '' }] = await rows(
          'SELECT owner FROM conversation WHERE id = $1',
          id,
        );
        const isAwaited =
          (await rows('SELECT FROM timer WHERE conversation_id = $1', id)).length > 0;
        await tell(id, aMessage('and more'));
        if (owner === 'bot' && isAwaited) await heard(id, before + 1);
        return;
      }
      case 'answer': {
        ai.answer(id);
        await eventually(
          () =>
            rows(
              `SELECT FROM call WHERE conversation_id = $1 AND state IN ('pending', 'in_flight')`,
              id,
            ),
          (open) => open.length <= ai.waiting(id),
        );
      }
    }
  }

  it('is never stale, in any order of an answer, more words, an agent and the end of the time', async () => {
    const orders = ordersOf(ACTS);
    expect(orders).toHaveLength(24);

    await Promise.all(
      orders.map(async (order) => {
        const id = await asked();
        for (const act of order) await does(id, act);
        // What still holds is let go: the latest of all answers.
        while (ai.waiting(id) > 0) await does(id, 'answer');

        expect([order, await wrongsIn(id)]).toEqual([order, []]);
      }),
    );
    expect(accepting.incidents.heard).toEqual([]);
    const { rows: counts } = await pool.query(
      `SELECT (SELECT count(*)::int FROM call WHERE state = 'late') AS late,
              (SELECT count(*)::int FROM reply WHERE properties::text LIKE '%Advice%') AS said`,
    );
    // Both came about: an answer in time where it is first or comes after more words alone, and late ones.
    expect(counts).toEqual([{ late: expect.any(Number), said: expect.any(Number) }]);
    expect(Object.values(counts[0] as Record<string, number>).every((count) => count >= 6)).toBe(
      true,
    );
  });

  /** What was said that nobody asked for any more, or over a person. */
  async function wrongsIn(id: string): Promise<readonly string[]> {
    const events = await rows(
      'SELECT seq, kind, payload FROM event WHERE conversation_id = $1 ORDER BY seq',
      id,
    );
    const replies = await rows(
      `SELECT seq, state::text, properties ->> 'external_system_msg_body' AS text
       FROM reply WHERE conversation_id = $1 AND sender = 'bot'`,
      id,
    );
    const tookAt = Number(events.find(({ kind }) => kind === 'agent-took')?.['seq'] ?? Infinity);
    return replies.flatMap(({ seq, state, text }) => {
      const question = /^Advice (\d+)\.$/.exec(String(text))?.[1];
      const ended = events.some(
        (event) =>
          question !== undefined &&
          Number(event['seq']) > Number(question) &&
          Number(event['seq']) < Number(seq) &&
          ['message', 'agent-took', 'timer'].includes(String(event['kind'])),
      );
      return [
        ...(ended ? [`stale: ${String(text)}`] : []),
        ...(Number(seq) > tookAt ? [`over a person: ${String(text)}`] : []),
        // Unsent when the agent came: it never leaves.
        ...(tookAt < Infinity && !['cancelled', 'sent'].includes(String(state))
          ? [`may still leave: ${String(text)} ${String(state)}`]
          : []),
      ];
    });
  }
});
