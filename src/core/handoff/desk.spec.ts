import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import type { Held } from './held.ts';

const CARE = `
flow: care
start: { keywords: [help me] }
slots: { topic: { type: text }, number: { type: text } }
steps:
  what: { ask: topic, say: What is it about? }
  person:
    handoff:
      queue: care
      reason: 'about {{ topic }}'
      skills: [cards]
      out_of_hours: { say: 'We are closed.', goto: leave }
      no_agent: { say: 'Nobody is in.', goto: leave }
      waited: { after: 10m, say: 'Sorry for the wait about {{ topic }}.', goto: leave }
  leave: { ask: number, say: 'Where can we call you about {{ topic }}?', goto: end }
`;
const RATING = `
flow: rating
slots: { csat: { type: number } }
steps:
  rate: { ask: csat, say: 'How was it, 1 to 5?', goto: end }
`;
const BOT = `${A_BOT.replace(
  'queues: [care, returns]',
  'queues: { care: { hours: care, offer_timeout: 20s }, returns: {} }',
)}
hours: { care: { zone: UTC, open: { mon-sun: ['00:00-12:00'] } } }
desk: { call_back: always, idle: { after: 30m, then: close }, wrap_up: 2m }
csat: rating
`;
const RELEASE = aRelease([CARE, RATING], BOT);
const HELP = ['help me', 'my card'] as const;

function chatWith(...texts: readonly string[]): Chat {
  const chat = new Chat(RELEASE);
  for (const text of texts) chat.says(text);
  return chat;
}

function queued(): Chat {
  const chat = chatWith(...HELP);
  chat.happens({ kind: 'agents-seen', handoff: heldIn(chat).seq, online: 1 });
  return chat;
}

function heldIn(chat: Chat): Held {
  return chat.state.snapshot?.context['held'] as Held;
}

describe('a handoff with ways out', () => {
  it('asks who is there before it promises a colleague', () => {
    const chat = chatWith('help me');

    expect(chat.says('my card')).toEqual([]);
    expect(chat.state.owner).toBe('queue');
    const words = chat.happens({ kind: 'agents-seen', handoff: heldIn(chat).seq, online: 1 });

    expect(words[0]).toContain('colleague');
    expect(chat.last?.holds).toMatchObject([{ state: 'waiting', held: { skills: ['cards'] } }]);
  });

  it('goes on in the flow, with its slots, where nobody is there', () => {
    const chat = chatWith(...HELP);

    const said = chat.happens({ kind: 'agents-seen', handoff: heldIn(chat).seq, online: 0 });

    expect(said).toEqual(['Nobody is in.', 'Where can we call you about my card?']);
    expect(chat.last?.holds).toMatchObject([{ ended: { how: 'no-agent' } }]);
    expect(chat.state.owner).toBe('bot');
  });

  it('waits like others when nobody tells how many are there', () => {
    expect(chatWith(...HELP).after(0.01)[0]).toContain('colleague');
  });

  it('goes on where nobody came in time, but not while an agent looks at it', () => {
    const chat = queued();
    chat.after(0.16);
    chat.happens({ kind: 'offered', agent: 'ann', forMs: 60_000 });

    expect(chat.after(0.01)).toEqual([]);
    expect(chat.after(0.02)).toEqual([
      'Sorry for the wait about my card.',
      'Where can we call you about my card?',
    ]);
  });

  it('asks nobody while the queue is closed', () => {
    const chat = chatWith('help me');
    chat.after(13);

    expect(chat.says('my card')).toEqual([
      'We are closed.',
      'Where can we call you about my card?',
    ]);
    expect(chat.state.owner).toBe('bot');
  });
});

describe('a lead who opens or closes a queue by hand', () => {
  const says = (at: number, how: 'open' | 'closed'): readonly string[] => {
    const chat = chatWith('help me');
    chat.after(at);
    const event = { kind: 'message', text: 'my card', media: [] } as const;
    return chat.happens({ ...event, switches: { care: how } });
  };

  it.each([
    ['closes it in its hours', 1, 'closed', 'We are closed.'],
    ['opens it out of its hours', 13, 'open', undefined],
  ] as const)('counts for the flow as well: %s', (_what, at, how, said) => {
    expect(says(at, how)[0]).toBe(said);
  });
});

describe('an offer', () => {
  it('is one agent’s alone until they answer or its time is up', () => {
    const chat = queued();
    chat.happens({ kind: 'offered', agent: 'ann', forMs: 20_000 });

    chat.happens({ kind: 'offered', agent: 'bob', forMs: 20_000 });
    expect(chat.last).toMatchObject({ outcome: 'ignored', refused: 'not-yours' });
    chat.happens({ kind: 'claimed', agent: 'bob' });
    expect(chat.last?.refused).toBe('not-yours');

    chat.after(0.006);
    expect(heldIn(chat)).toMatchObject({ offeredTo: null, passed: ['ann'] });
    chat.happens({ kind: 'offer-accepted', agent: 'ann' });
    expect(chat.last?.refused).toBe('not-yours');
    chat.happens({ kind: 'claimed', agent: 'bob' });

    expect(chat.state.owner).toBe('agent');
    expect(chat.last?.fenced).toBe(true);
    expect(heldIn(chat)).toMatchObject({ agent: 'bob', offeredTo: null });
  });

  it('keeps its place in line when its agent goes away', () => {
    const chat = queued();
    const { sinceMs } = heldIn(chat);
    chat.happens({ kind: 'claimed', agent: 'ann' });
    chat.after(0.1);

    chat.happens({ kind: 'agent-lost', agent: 'ann' });

    expect(chat.state.owner).toBe('queue');
    expect(heldIn(chat)).toMatchObject({ sinceMs, agent: null, passed: ['ann'] });
    expect(chat.last?.fenced).toBe(false);
  });

  it('stands while the customer is asked whether to stop', () => {
    const chat = queued();
    chat.happens({ kind: 'offered', agent: 'ann', forMs: 60_000 });
    chat.says('stop');

    chat.happens({ kind: 'offer-accepted', agent: 'ann' });

    expect(chat.state.snapshot?.value).toEqual({ agent: 'stopping' });
    expect(chat.says('no')).toHaveLength(1);
    expect(heldIn(chat).agent).toBe('ann');
  });
});

describe('a conversation that an agent has', () => {
  function held(): Chat {
    const chat = queued();
    chat.happens({ kind: 'claimed', agent: 'ann' });
    return chat;
  }

  it('lets nobody else speak, and counts what is unread', () => {
    const chat = held();
    chat.says('are you there?');
    expect(heldIn(chat)).toMatchObject({ unread: 1 });

    expect(chat.happens({ kind: 'agent-reply', agent: 'bob', text: 'Hi' })).toEqual([]);
    expect(chat.last?.refused).toBe('not-yours');
    expect(chat.happens({ kind: 'agent-reply', agent: 'ann', text: 'Yes' })).toEqual(['Yes']);
    expect(heldIn(chat)).toMatchObject({ unread: 0, unansweredMs: null });
  });

  it('goes to a colleague who is asked first, and at once back in line if they decline', () => {
    const chat = held();

    chat.happens({
      ...{ kind: 'transferred', by: 'ann', from: 'ann', note: 'needs a supervisor' },
      ...{ queue: 'returns', agent: { id: 'bob', forMs: 30_000 } },
    });
    expect(chat.state.owner).toBe('queue');
    expect(heldIn(chat)).toMatchObject({ queue: 'returns', offeredTo: 'bob', agent: null });
    chat.happens({ kind: 'offer-declined', agent: 'bob' });

    expect(heldIn(chat)).toMatchObject({ offeredTo: null, passed: ['bob'] });
  });

  it('waits again at its old place when it is pulled back, and its agent is asked last', () => {
    const chat = held();
    const { sinceMs } = heldIn(chat);

    chat.happens({ kind: 'transferred', by: 'lee' });
    expect(heldIn(chat)).toMatchObject({ sinceMs, agent: null, offeredTo: null, passed: ['ann'] });
    chat.happens({ kind: 'offered', agent: 'bob', forMs: 30_000 });
    chat.happens({ kind: 'transferred', by: 'lee' });

    expect(heldIn(chat)).toMatchObject({ sinceMs, offeredTo: null, passed: ['ann', 'bob'] });
  });

  it.each([
    ['stands', {}, true],
    ['is a colleague’s by now', { agent: 'bob' }, false],
    ['was waiting then', { agent: null }, false],
    ['was in another queue', { queue: 'returns' }, false],
    ['was another handoff', { handoff: 99 }, false],
  ])('is acted on by who decided how it stood: it %s', (_what, stood, isDone) => {
    const chat = held();
    const { seq: handoff, queue } = heldIn(chat);
    const as = { stood: { handoff, queue, agent: 'ann', ...stood } };

    for (const event of [
      { kind: 'agent-took', agent: 'lee', ...as } as const,
      { kind: 'transferred', by: 'lee', ...as } as const,
      { kind: 'returned-to-bot', by: 'lee', ...as } as const,
      { kind: 'closed', by: 'lee', ...as } as const,
    ]) {
      const one = held();
      one.happens(event);
      expect([event.kind, one.last?.refused]).toEqual([
        event.kind,
        isDone ? undefined : 'not-yours',
      ]);
    }
  });

  it('is closed with a farewell once nobody writes, and asks how it was while it may', () => {
    const chat = held();

    const said = chat.after(0.5);

    expect(said).toEqual([expect.stringContaining('settled'), 'How was it, 1 to 5?']);
    expect(chat.state.owner).toBe('bot');
    expect(chat.last?.holds).toMatchObject([{ ended: { how: 'idle' } }]);
  });

  it('shows when it will be let go, and begins anew with each message', () => {
    const chat = held();
    const first = chat.last?.holds[0]?.letsGoMs ?? 0;
    chat.after(0.25);

    chat.says('one more thing');

    expect((chat.last?.holds[0]?.letsGoMs ?? 0) - first).toBe(900_000);
  });

  it('does not ask how it was where the words could no longer leave', () => {
    const chat = held();
    chat.after(0.4);
    for (let hour = 0; hour < 60; hour += 1) {
      chat.happens({ kind: 'agent-reply', agent: 'ann', text: 'Still looking' });
      chat.after(0.45);
    }

    expect(chat.happens({ kind: 'closed', by: 'ann', from: 'ann', code: 'refund' })).toEqual([
      expect.stringContaining('settled'),
    ]);
    expect(chat.last?.holds).toMatchObject([
      { ended: { how: 'closed', by: 'ann', code: 'refund' } },
    ]);
  });

  it('may be closed without a word', () => {
    const chat = held();

    expect(chat.happens({ kind: 'closed', by: 'lee', quietly: true })).toEqual([]);
    expect(chat.state.snapshot?.context['held']).toBeUndefined();
  });

  it('is wrapped up, unless the customer has more to say', () => {
    const chat = held();
    chat.happens({ kind: 'wrapping-up', agent: 'ann' });
    expect(chat.last?.holds[0]?.state).toBe('wrapping');
    chat.says('wait');
    expect(chat.last?.holds[0]?.state).toBe('held');

    chat.happens({ kind: 'wrapping-up', agent: 'ann' });
    chat.after(0.04);

    expect(chat.state.owner).toBe('bot');
  });

  it('comes back to the bot by the customer’s word, where the bot lets them', () => {
    const chat = held();

    expect(chat.says('menu')[0]).toBe('Menu?');
    expect(chat.last?.holds).toMatchObject([{ ended: { how: 'customer' } }]);
  });

  it.each([
    ['menu', ['Menu?']],
    ['question', ['Now, back to where we were.', 'What is it about?']],
    [{ step: 'care.what' }, ['Now, back to where we were.', 'What is it about?']],
    [{ step: 'care.gone' }, [expect.stringContaining('assistant is back')]],
  ] as const)('is given back to %j', (to, words) => {
    const chat = held();

    expect(chat.happens({ kind: 'returned-to-bot', by: 'ann', to })).toEqual(words);
    expect(chat.state.owner).toBe('bot');
  });

  it('is taken over in the middle of a flow, and goes back to its question', () => {
    const chat = chatWith('help me');
    chat.happens({ kind: 'agent-took', agent: 'lee' });
    expect(chat.last?.holds).toMatchObject([{ state: 'held', held: { agent: 'lee' } }]);

    expect(chat.happens({ kind: 'returned-to-bot', by: 'lee', to: 'question' })).toEqual([
      'Now, back to where we were.',
      'What is it about?',
    ]);
    expect(chat.says('cards')).toEqual([]);
    expect(heldIn(chat).reason).toBe('about cards');
  });
});

describe('a conversation from before there was anything to remember', () => {
  it.each([{ queue: 'waiting' }, { agent: 'talking' }])('goes on from %j', (value) => {
    const chat = new Chat(RELEASE);
    const snapshot = { value, context: { locale: 'en', met: true }, timers: [] };
    chat.state = { owner: 'queue' in value ? 'queue' : 'agent', epoch: 1, lastSeq: 4, snapshot };

    chat.says('hello?');
    expect(chat.last?.holds).toMatchObject([{ held: { seq: 5 } }]);
    chat.happens({ kind: 'agent-took', agent: 'ann' });
    expect(heldIn(chat).agent).toBe('ann');

    expect(chat.happens({ kind: 'returned-to-bot', by: 'ann' })).toHaveLength(1);
  });
});

describe('the question how it was', () => {
  it('writes its answer to the profile by itself', () => {
    const chat = queued();
    chat.happens({ kind: 'claimed', agent: 'ann' });
    chat.happens({ kind: 'closed', by: 'ann' });

    chat.says('4');

    expect(chat.effects).toContainEqual(
      expect.objectContaining({ kind: 'write-back', attributes: { support_csat: 4 } }),
    );
  });
});
