import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { type Advance, advance } from '../conversation/advance.ts';
import type { ConversationEvent } from '../conversation/conversation-event.ts';
import type { ConversationState } from '../conversation/conversation-state.ts';
import type { CompiledRelease } from '../flow/compiled-release.ts';
import { keyOf } from '../flow/places.ts';

const ASKING = `
flow: asking
start: { keywords: [help me] }
slots: { topic: { type: text } }
steps: { what: { ask: topic, say: What is it about?, silence: { after: 1h, goto: end }, goto: end } }
`;
const RELEASE = aRelease([ASKING], `${A_BOT}subscription_group: group-1\n`);
const HOUR_MS = 3_600_000;
const BLOCK = { kind: 'blocked', by: 'lee', reason: 'threats' } as const;
const UNBLOCK = { kind: 'unblocked', by: 'lee' } as const;

class Chat {
  state: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
  private atMs = Date.UTC(2026, 0, 5);

  constructor(private readonly release: CompiledRelease = RELEASE) {}

  happens(event: ConversationEvent, afterMs = 1_000): Advance {
    this.atMs += afterMs;
    const advanced = advance(
      this.release,
      this.state,
      event,
      this.state.lastSeq + 1,
      new Date(this.atMs),
    );
    this.state = advanced.state;
    return advanced;
  }

  says(text: string): Advance {
    return this.happens({ kind: 'message', text, media: [] });
  }

  get at(): string {
    return keyOf(this.state.snapshot?.value ?? 'unborn');
  }

  get timers(): readonly string[] {
    return (this.state.snapshot?.timers ?? []).map(({ id }) => id);
  }
}

/** Steps whose words leave. */
function said({ effects }: Advance): readonly string[] {
  return effects.flatMap((effect) => (effect.kind === 'reply' ? [effect.step] : []));
}

function fired(chat: Chat): ConversationEvent {
  const [timer] = chat.state.snapshot?.timers ?? [];
  return { kind: 'timer', timer: timer?.id ?? '', gen: timer?.gen ?? 0 };
}

describe('a customer who is blocked', () => {
  it('is answered by nobody, wherever they stood, and nothing of theirs is waited for', () => {
    const chat = new Chat();
    chat.says('help me');
    const epoch = chat.state.epoch;

    const blocked = chat.happens(BLOCK);

    expect(blocked).toMatchObject({ fenced: true, outcome: 'applied' });
    expect(said(blocked)).toEqual([]);
    expect(chat.state).toMatchObject({ owner: 'nobody', epoch: epoch + 1 });
    expect(chat.timers).toEqual([]);
    for (const text of ['hello', 'help me', 'agent', 'menu', 'bot', '']) {
      expect(chat.says(text)).toMatchObject({ effects: [], holds: [], outcome: 'applied' });
      expect(chat.state.owner).toBe('nobody');
    }
  });

  it('leaves the line, and is told to have', () => {
    const chat = new Chat();
    chat.says('agent');
    chat.happens({ kind: 'agent-took', agent: 'ann' });

    const { holds } = chat.happens({ ...BLOCK, by: 'ann', from: 'ann' });

    expect(holds).toMatchObject([{ ended: { how: 'blocked', by: 'ann' } }]);
  });

  it('is blocked by agents only while they have the conversation', () => {
    const chat = new Chat();
    chat.says('agent');

    expect(chat.happens({ ...BLOCK, by: 'ann', from: 'ann' }).refused).toBe('not-yours');
    chat.happens({ kind: 'agent-took', agent: 'bob' });
    expect(chat.happens({ ...BLOCK, by: 'ann', from: 'ann' }).refused).toBe('not-yours');
  });

  it('is nobody’s to take, to answer or to give on', () => {
    const chat = new Chat();
    chat.says('hello');
    chat.happens(BLOCK);

    const wanted: readonly ConversationEvent[] = [
      { kind: 'agent-took', agent: 'ann' },
      { kind: 'claimed', agent: 'ann' },
      { kind: 'agent-reply', agent: 'ann', text: 'Hi' },
      { kind: 'transferred', by: 'lee', queue: 'care' },
      { kind: 'returned-to-bot', by: 'lee' },
      { kind: 'closed', by: 'lee' },
    ];
    for (const event of wanted) expect(chat.happens(event).refused).toBe('blocked');
  });

  it('begins anew with the bot once somebody unblocks them, and hears nothing of it', () => {
    const chat = new Chat();
    chat.says('help me');
    chat.happens(BLOCK);

    expect(chat.happens(UNBLOCK).effects).toEqual([]);

    expect(chat.at).toBe('bot/rest');
    expect(said(chat.says('help me'))).toEqual(['asking.what']);
  });

  it('is unblocked by the clock where it was for a time, of which the last word counts', () => {
    const chat = new Chat();
    chat.says('hello');
    chat.happens({ ...BLOCK, forMs: HOUR_MS });
    chat.happens({ ...BLOCK, forMs: 2 * HOUR_MS });
    expect(chat.state.snapshot?.timers).toHaveLength(1);

    chat.happens(fired(chat), 2 * HOUR_MS);

    expect(chat.at).toBe('bot/rest');
    chat.happens({ ...BLOCK, forMs: HOUR_MS });
    chat.happens(BLOCK);
    expect(chat.timers).toEqual([]);
  });

  it('is opted out still when it is over, who had opted out before', () => {
    const chat = new Chat();
    chat.says('stop');
    chat.says('yes');
    expect(chat.happens(BLOCK).effects).toEqual([]);

    expect(chat.happens(UNBLOCK).effects).toEqual([]);

    expect(chat.at).toBe('nobody');
  });

  it('may opt out and in unheard, which the profile is told', () => {
    const chat = new Chat();
    chat.says('hello');
    expect(chat.happens(BLOCK).effects).toEqual([]);

    const state = (subscription_state: string) => ({
      kind: 'write-back',
      attributes: {
        subscription_groups: [{ subscription_group_id: 'group-1', subscription_state }],
      },
    });
    expect(chat.says('stop').effects).toMatchObject([state('unsubscribed')]);
    expect(chat.at).toBe('blocked/out');
    expect(chat.says('start').effects).toMatchObject([state('subscribed')]);
    chat.says('stop');
    chat.happens(UNBLOCK);
    expect(chat.at).toBe('nobody');
  });

  it('cannot be unblocked who is not blocked', () => {
    const chat = new Chat();
    chat.says('hello');

    expect(chat.happens(UNBLOCK).outcome).toBe('ignored');
  });
});
