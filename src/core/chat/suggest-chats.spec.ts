import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';
import { readAllChats } from '#core/flow/read/read-chat.ts';

import { filesOf } from '../../../test/support/flow/a-release.ts';
import { coverageOf } from './coverage.ts';
import { runChats } from './run-chat.ts';
import { suggestChats, type Suggestions } from './suggest-chats.ts';
import { Touching } from './touching.ts';

const FLOW = `
flow: order
start: { keywords: { en: [order], es: [pedido] } }
slots: { count: { type: integer, min: 1 }, size: { type: choice, options: [big, small] } }
steps:
  ask:
    ask: count
    say: How many?
    invalid: ['A number, please.', { handoff: { reason: no number } }]
    silence: { after: 30m, say: Hello?, then: { after: 2h, goto: end } }
  sort: { decide: [{ when: count > 100, goto: many }, { when: size == "big", goto: few }, { else: pick }] }
  pick:
    choose: size
    say: What size?
    options: [{ id: big, title: Big, goto: few }, { id: small, title: Small, goto: many }]
  many: { handoff: { queue: returns, reason: 'many: {{ count }}' } }
  few: { say: Thanks, write: { event: Ordered }, goto: end }
`;

function suggested(
  mostActs?: number,
  flow = FLOW,
): Suggestions & { readonly left: readonly string[]; failures: readonly unknown[] } {
  const compiled = compileRelease(filesOf([flow]));
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));

  const { release, source } = compiled;
  const missing = coverageOf(source, new Set()).missing;
  const found = suggestChats(release, source, missing, mostActs === undefined ? {} : { mostActs });
  const { sources, problems } = readAllChats([{ path: 's.chat.yaml', text: found.yaml }]);
  const touching = new Touching(release, source);
  const touched = new Set<string>();
  const outcomes = runChats(release, sources, {
    onMoved: (moved) => {
      for (const item of touching.by(moved)) touched.add(item);
    },
  });
  const failures = [...problems, ...outcomes.flatMap(({ failure }) => failure ?? [])];
  return { ...found, failures, left: coverageOf(source, touched).missing.map(({ id }) => id) };
}

describe('suggestChats', () => {
  it('finds a chat for all that is not tried, and each passes', () => {
    const { failures, left, chats } = suggested();

    expect(failures).toEqual([]);
    // The size is not known yet where it is compared.
    expect(left).toEqual(['edge order.sort when 2']);
    expect(chats.length).toBeLessThan(25);
  });

  it('tries what was said in passing, and does not arrive', () => {
    const { failures, left, chats } = suggested(
      undefined,
      `
flow: news
start: { keywords: [news] }
steps:
  tell: { say: [It is late., You may sleep.], undelivered: { handoff: { reason: unheard } } }
  then: { choose: true, say: All right?, options: [{ id: a, title: Ann }], goto: end }
`,
    );

    expect(failures).toEqual([]);
    expect(left.filter((id) => id.includes('undelivered'))).toEqual([]);
    expect(chats.flatMap(({ steps }) => steps)).toContainEqual({ undelivered: 'You may sleep.' });
  });

  it('writes chats as a person would', () => {
    const { chats } = suggested();

    expect(chats.find(({ chat }) => chat === 'order, ask: not understood, 2')).toEqual({
      ...{ chat: 'order, ask: not understood, 2', locale: 'en' },
      steps: [
        { customer: 'order' },
        { bot: 'How many?' },
        { customer: '?' },
        { bot: 'A number, please.' },
        { customer: '?' },
        { bot: expect.stringContaining('passing you on') },
        { handoff: { queue: 'care', reason: 'no number' } },
        { owner: 'queue' },
      ],
    });
  });

  it('says what it did not get to within its bounds', () => {
    const { chats, unreached } = suggested(3);

    expect(unreached.length).toBeGreaterThan(10);
    expect(chats.length).toBeLessThan(5);
  });
});
