import { beforeEach, describe, expect, it } from '@jest/globals';

import {
  type Changed,
  type OperatorsWish,
  ReplyDesk,
  type ShownReply,
} from '#app/ports/reply-desk.ts';
import { ChangeReplies } from '#app/replies/change-replies.ts';
import { ListReplies } from '#app/replies/list-replies.ts';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import type { UseCases } from './cli-deps.ts';

const ID = '0190a1b2-0000-7000-8000-000000000001:7:0';
const HELD: ShownReply = {
  reply: { conversationId: '0190a1b2-0000-7000-8000-000000000001', seq: 7, idx: 0 },
  ...{ trouble: 'ambiguous', state: 'held', sender: 'bot', step: 'pay.code', policy: 'hold' },
  ...{ campaignId: 'c1', attempt: 1, ambiguities: 1, ageMs: 17 * 60_000, dispatchId: undefined },
  ...{ sentAtMs: undefined, deliveredAtMs: undefined, readAtMs: undefined, failedAtMs: undefined },
  ...{ reason: 'socket \u001b[2J closed', failure: undefined, code: undefined },
  failureReason: undefined,
  properties: { external_system_msg_body: 'Your code is 1234' },
};

/** Has one reply and does whatever is wished. */
class OneReply extends ReplyDesk {
  readonly wishes: OperatorsWish[] = [];
  outcome: Changed['outcome'] = 'done';

  override list(): Promise<readonly ShownReply[]> {
    return Promise.resolve([HELD]);
  }

  override get({ seq }: { readonly seq: number }): Promise<ShownReply | undefined> {
    return Promise.resolve(seq === 7 ? HELD : undefined);
  }

  override change(wish: OperatorsWish): Promise<readonly Changed[]> {
    this.wishes.push(wish);
    const { outcome } = this;
    return Promise.resolve(wish.replies.map((reply) => ({ reply, outcome, state: 'held' })));
  }
}

describe('parley replies', () => {
  let desk: OneReply;
  let cli: FakeCli;
  let closed: number;
  beforeEach(() => {
    desk = new OneReply();
    closed = 0;
    const useCases = {
      listReplies: new ListReplies(desk),
      changeReplies: new ChangeReplies(desk),
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    };
    cli = new FakeCli({ open: () => Promise.resolve(useCases as unknown as UseCases) });
  });

  it('lists what, why, which step and since when, and never what it says', async () => {
    expect(await cli.run('replies', 'list')).toBe(0);

    expect(cli.said).toBe(
      `${ID}  ambiguous    held        17 min  1 tried  pay.code  socket \\u{1b}[2J closed\n`,
    );
    await cli.run('replies', 'list', '--json');
    expect(cli.said).not.toContain('1234');
    expect(closed).toBe(2);
  });

  it('shows what it says where that is asked for', async () => {
    await cli.run('replies', 'show', ID, '--show-text');
    expect(cli.said).toContain('1234');

    await cli.run('replies', 'show', ID);
    expect(cli.said).not.toContain('1234');
    expect(cli.said).toContain('why: socket');
  });

  it.each(['retry', 'resend', 'drop'])('does %s, with who and why', async (verb) => {
    expect(await cli.run('replies', verb, ID, ID.toUpperCase(), '--reason', ' she asked ')).toBe(0);

    expect(desk.wishes).toEqual([
      { verb, replies: [HELD.reply], actor: 'ops', reason: 'she asked' },
    ]);
  });

  it('says what could not be done, and ends with 1', async () => {
    desk.outcome = 'wrong-state';

    expect(await cli.run('replies', 'retry', ID, '--reason', 'why not')).toBe(1);
    expect(cli.said).toBe(`${ID}  is held: retry is for pending, failed\n`);

    await cli.run('replies', 'retry', ID, '--reason', 'why not', '--json');
    expect(cli.json()).toEqual({ replies: [{ reply: ID, outcome: 'wrong-state', was: 'held' }] });
  });

  it.each([
    [['drop', ID], '--reason'],
    [['drop', ID, '--reason', '  '], 'Say why'],
    [['drop', 'nonsense', '--reason', 'x'], 'is no reply'],
    [['show', ID.replace(':7:', ':8:')], 'There is no reply'],
    [['list', '--trouble', 'all'], 'stuck, ambiguous, dead, undelivered'],
  ])('refuses %j', async (words, complaint) => {
    expect(await cli.run('replies', ...words)).toBe(2);

    expect(cli.complaints).toContain(complaint);
    expect(desk.wishes).toEqual([]);
  });
});
