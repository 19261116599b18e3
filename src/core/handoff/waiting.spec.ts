import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease, problemsOf } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import type { Held } from './held.ts';
import type { LineNow } from './line-now.ts';

const CARE = `
flow: care
start: { keywords: [help me] }
slots: { topic: { type: text } }
steps:
  what: { ask: topic, say: What is it about? }
  person:
    handoff:
      queue: care
      agent_gone: { say: 'Sorry about {{ topic }}, you are next.' }
    say: 'Number {{ queue.position }} for {{ topic }}{% if queue.wait %}, {{ queue.wait }}{% endif %}.'
`;
const BACK = `
flow: back
start: { keywords: [card] }
steps:
  person: { handoff: { queue: returns, agent_gone: { say: Sorry., goto: leave } }, say: One moment. }
  leave: { say: We call you., goto: end }
`;
const botWith = (more: string, care = ''): string =>
  `${A_BOT.replace(
    'queues: [care, returns]',
    `queues: { care: { ${care} }, returns: {} }`,
  )}${more}\n`;
const TELLING =
  "waiting: { every: 5m, times: 2, say: 'Still number {{ queue.position }}{% if queue.wait %}, {{ queue.wait }}{% endif %}.' }";
const MINUTES = 1 / 60;

function queued(bot: string, line?: LineNow): Chat {
  const chat = new Chat(aRelease([CARE, BACK], bot));
  chat.says('help me');
  chat.says('my card');
  if (line !== undefined) sees(chat, line);
  return chat;
}

function sees(chat: Chat, line: LineNow, online = 1): readonly string[] {
  return chat.happens({ kind: 'agents-seen', handoff: heldIn(chat).seq, online, line });
}

/** The clock that says where they stand comes with what was looked up. */
function clock(chat: Chat, line?: LineNow): readonly string[] {
  const timer = chat.state.snapshot?.timers.find(({ id }) => id === 'handoff.telling');
  if (timer === undefined) return ['no clock'];
  const { gen } = timer;
  return chat.happens({ kind: 'timer', timer: timer.id, gen, ...(line !== undefined && { line }) });
}

function heldIn(chat: Chat): Held {
  return chat.state.snapshot?.context['held'] as Held;
}

describe('the words of a handoff that tell of the line', () => {
  it('are said once somebody has looked, with what the flow knows', () => {
    const chat = queued(botWith(''));
    expect(chat.state.owner).toBe('queue');

    expect(sees(chat, { position: 3, waitMs: 240_000 })).toEqual([
      'Number 3 for my card, about 4 minutes.',
    ]);
  });

  it('leave out the time where nobody is there', () => {
    expect(sees(queued(botWith('')), { position: 1, waitMs: null })).toEqual([
      'Number 1 for my card.',
    ]);
  });

  it('become the plain ones where nobody looked in time', () => {
    expect(queued(botWith('')).after(0.01)[0]).toContain('colleague');
  });

  it.each(['agent', 'help me'])('may be those of the whole bot, on the way of "%s"', (words) => {
    const bot = botWith("copy: { handoff: 'You are number {{ queue.position }}.' }");
    const chat = new Chat(aRelease([CARE.replace(/ {4}say: 'Number.*\n/, ''), BACK], bot));
    chat.says(words);
    if (words === 'help me') chat.says('my card');

    expect(sees(chat, { position: 8, waitMs: null })).toEqual(['You are number 8.']);
  });

  it('leave a slot of that name to its author', () => {
    const flow = `
flow: own
start: { keywords: [own] }
slots: { queue: { type: text, default: blue } }
steps: { person: { handoff: {}, say: 'The {{ queue }} one.' } }
`;
    const chat = new Chat(aRelease([flow]));

    expect(chat.says('own')).toEqual(['The blue one.']);
  });

  it.each([
    ['steps: { a: { say: "{{ queue.position }}", goto: end } }', 'flow.unknown-variable'],
    ['steps: { a: { handoff: {}, say: "{{ queue.lenght }}" } }', 'flow.unknown-field'],
    ['steps: { a: { handoff: {}, say: "{{ queue }}" } }', 'flow.cannot-print'],
  ])('are refused in %s', (steps, code) => {
    const problems = problemsOf([`flow: f\nstart: { keywords: [f] }\n${steps}\n`]);

    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});

describe('who waits', () => {
  it('is told from time to time where they stand, so often and no more', () => {
    const chat = queued(botWith('', TELLING), { position: 4, waitMs: 600_000 });

    expect(chat.after(4 * MINUTES)).toEqual([]);
    expect(clock(chat, { position: 2, waitMs: 60_000 })).toEqual([
      'Still number 2, about 1 minute.',
    ]);
    expect(clock(chat, { position: 1, waitMs: null })).toEqual(['Still number 1.']);
    expect(clock(chat, { position: 1, waitMs: null })).toEqual(['no clock']);
  });

  it('is not told what nobody looked up', () => {
    const chat = queued(botWith('', TELLING), { position: 4, waitMs: 600_000 });

    expect(clock(chat)).toEqual([]);
    expect(clock(chat, { position: 2, waitMs: null })).toEqual(['Still number 2.']);
  });

  it('is not told anything where nobody knows whether it could leave', () => {
    const chat = new Chat(aRelease([CARE, BACK], botWith('', TELLING)));
    chat.says('help me');
    chat.happens({ kind: 'agent-took', agent: 'lee' });
    chat.happens({ kind: 'agent-lost', agent: 'lee' });

    expect(clock(chat, { position: 1, waitMs: null })).toEqual([]);
    chat.says('hello?');
    expect(clock(chat, { position: 1, waitMs: null })).toEqual(['Still number 1.']);
  });

  it('is not told while they are asked something, and again after it', () => {
    const chat = queued(botWith('', TELLING), { position: 4, waitMs: 600_000 });
    chat.says('stop');

    expect(clock(chat)).toEqual(['no clock']);
    chat.says('no');
    expect(clock(chat, { position: 2, waitMs: null })).toEqual(['Still number 2.']);
  });

  it('is told nothing once an agent has them', () => {
    const chat = queued(botWith('', TELLING), { position: 4, waitMs: 600_000 });
    chat.happens({ kind: 'claimed', agent: 'ann' });

    expect(clock(chat)).toEqual(['no clock']);
  });
});

describe('a customer who comes back while they wait', () => {
  const BOT = botWith('desk: { reassure: 10m }');

  it('is told once that they are heard, and not for each message', () => {
    const chat = queued(BOT, { position: 4, waitMs: 600_000 });
    chat.says('and it is urgent');
    expect(clock(chat)).toEqual(['no clock']);

    chat.after(11 * MINUTES);
    expect(chat.says('hello?')).toEqual([]);
    expect(chat.says('anybody?')).toEqual([]);
    expect(clock(chat, { position: 2, waitMs: 240_000 })).toEqual([
      'Thank you, my colleagues will read that. You are number 2 in line, about 4 minutes to go.',
    ]);
    chat.after(1);
    chat.says('hello??');

    expect(clock(chat)).toEqual(['no clock']);
    expect(heldIn(chat).unread).toBe(4);
  });

  it('hears what their queue tells, where it tells something', () => {
    const chat = queued(botWith('desk: { reassure: 1m }', TELLING), { position: 4, waitMs: null });
    chat.after(2 * MINUTES);
    chat.says('hello?');

    expect(clock(chat, { position: 3, waitMs: null })).toEqual(['Still number 3.']);
  });
});

describe('the words that bring the bot back', () => {
  const asking = botWith('desk: { call_back: { waiting: asks, held: asks } }');

  it('are asked about first, where it is set so', () => {
    const chat = queued(asking, { position: 1, waitMs: null });

    expect(chat.says('menu')).toEqual(['Do you want to leave the line and go on with me?']);
    expect(chat.says('no')).toEqual(['All right, you keep your place.']);
    expect(chat.state.owner).toBe('queue');
    chat.says('menu');
    expect(chat.says('yes')).toEqual(['Menu?']);

    expect(chat.state.owner).toBe('bot');
    expect(chat.last?.holds).toMatchObject([{ ended: { how: 'customer' } }]);
  });

  it('keep the place of who answers something else, which is for the agent', () => {
    const chat = queued(asking, { position: 1, waitMs: null });
    chat.says('bot');

    expect(chat.says('my order is AB123456')).toEqual([]);
    expect(heldIn(chat)).toMatchObject({ unread: 1 });
    expect(chat.last?.holds).toMatchObject([{ state: 'waiting', ended: null }]);
  });

  it('are asked about under an agent as well, whose words settle it', () => {
    const chat = queued(asking, { position: 1, waitMs: null });
    chat.happens({ kind: 'claimed', agent: 'ann' });

    expect(chat.says('menu')).toEqual(['Do you want to leave the line and go on with me?']);
    chat.happens({ kind: 'agent-reply', agent: 'ann', text: 'I am here' });
    chat.says('yes');

    expect(chat.state.owner).toBe('agent');
    expect(heldIn(chat).unread).toBe(1);
  });

  it.each([
    ['care', 'told', ['no'], 'queue'],
    ['returns', 'allowed', ['Menu?'], 'bot'],
  ] as const)('are for each queue as it says: %s', (queue, how, said, owner) => {
    const bot = A_BOT.replace(
      'queues: [care, returns]',
      'queues: { care: { call_back: never }, returns: {} }',
    );
    const chat = new Chat(aRelease([CARE, BACK], bot));
    chat.says('agent');
    chat.happens({ kind: 'transferred', by: 'lee', queue });

    expect(chat.says('menu')).toEqual(how === 'told' ? [] : said);
    expect(chat.state.owner).toBe(owner);
    if (how === 'told') expect(heldIn(chat).unread).toBe(1);
  });
});

describe('an agent who went away', () => {
  it('is told to who waits again, with what the flow knows', () => {
    const chat = queued(botWith(''), { position: 1, waitMs: null });
    const { sinceMs } = heldIn(chat);
    chat.happens({ kind: 'claimed', agent: 'ann' });

    expect(chat.happens({ kind: 'agent-lost', agent: 'ann' })).toEqual([
      'Sorry about my card, you are next.',
    ]);
    expect(chat.state.owner).toBe('queue');
    expect(heldIn(chat)).toMatchObject({ sinceMs, agent: null, passed: ['ann'] });
  });

  it('lets the flow go on, where it says how', () => {
    const chat = new Chat(aRelease([CARE, BACK], botWith('')));
    chat.says('card');
    chat.happens({ kind: 'claimed', agent: 'ann' });

    expect(chat.happens({ kind: 'agent-lost', agent: 'ann' })).toEqual(['Sorry.', 'We call you.']);
    expect(chat.last?.holds).toMatchObject([{ ended: { how: 'agent-gone' } }]);
  });

  it('is told to nobody whose window is over: they wait again without a word', () => {
    const chat = new Chat(aRelease([CARE, BACK], botWith('')));
    chat.says('card');
    chat.happens({ kind: 'claimed', agent: 'ann' });
    chat.after(25);

    expect(chat.happens({ kind: 'agent-lost', agent: 'ann' })).toEqual([]);
    expect(chat.state.owner).toBe('queue');
  });
});

describe('a conversation of who waited in another one', () => {
  const joined = {
    ...({ kind: 'joined', from: 'c2', queue: 'returns', priority: 'high' } as const),
    ...{ sinceMs: Date.UTC(2025, 11, 31), reason: 'a refund', skills: ['cards'] },
  };

  it('waits from then on, at the old place, whatever the bot was at', () => {
    const chat = new Chat(aRelease([CARE, BACK]));
    chat.says('help me');

    expect(chat.happens(joined)).toEqual([]);
    expect(chat.state.owner).toBe('queue');
    const { queue, sinceMs, priority, reason, skills } = joined;
    expect(heldIn(chat)).toMatchObject({ queue, sinceMs, priority, reason, skills });
    expect(heldIn(chat).left).not.toBeNull();
  });

  it('has the agent who had the other one', () => {
    const chat = new Chat(aRelease([CARE, BACK]));
    chat.says('help me');
    chat.happens({ ...joined, agent: 'ann' });

    expect(chat.state.owner).toBe('agent');
    expect(chat.last?.fenced).toBe(true);
    expect(heldIn(chat)).toMatchObject({ agent: 'ann', sinceMs: joined.sinceMs });
  });

  it('takes the earlier place where it waited as well', () => {
    const chat = new Chat(aRelease([CARE, BACK]));
    chat.says('agent');
    chat.happens({ ...joined, agent: 'ann' });

    expect(chat.state.owner).toBe('queue');
    expect(heldIn(chat)).toMatchObject({ sinceMs: joined.sinceMs, priority: 'high', agent: null });
  });
});

describe('an agent who is not done', () => {
  it('begins the clock of silence anew, and nobody else can', () => {
    const bot = botWith('desk: { idle: { after: 30m, then: close } }');
    const chat = queued(bot, { position: 1, waitMs: null });
    chat.happens({ kind: 'claimed', agent: 'ann' });
    const first = chat.last?.holds[0]?.letsGoMs ?? 0;
    chat.after(20 * MINUTES);

    chat.happens({ kind: 'kept', agent: 'bob' });
    expect(chat.last?.refused).toBe('not-yours');
    chat.happens({ kind: 'kept', agent: 'ann' });

    expect((chat.last?.holds[0]?.letsGoMs ?? 0) - first).toBe(20 * 60_000);
    expect(chat.after(15 * MINUTES)).toEqual([]);
    expect(chat.after(20 * MINUTES)[0]).toContain('settled');
  });
});
