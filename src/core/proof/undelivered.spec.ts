import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';

import { A_BOT, filesOf } from '../../../test/support/flow/a-release.ts';
import { proveRelease } from './prove-release.ts';

const BOT = `${A_BOT}
  news: { campaign: c-news, template: true, properties: { external_system_msg_body: text } }
silence: { after: 12h, goto: end }
`;
const question = (undelivered: string): string => `
flow: f
start: { keywords: [go] }
slots: { note: { type: text, max_length: 50 } }
steps:
  hello: { choose: true, say: Hello, options: [{ id: a, title: Ann }], undelivered: ${undelivered}, goto: after_all }
  after_all: { say: 'Good.', goto: end }
`;

function found(
  flow: string,
  bot = BOT,
): readonly { readonly code: string; readonly chat: readonly string[] }[] {
  const compiled = compileRelease(filesOf([flow], bot));
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  const { problems } = proveRelease(compiled.source, compiled);
  // The menu beside it, and what ends without a word, are not what this is about.
  return problems.filter(({ code }) => code !== 'proof.no-reply');
}

describe('what is done about words that did not arrive', () => {
  it.each([
    ['a person, without a word', '{ handoff: {} }'],
    ['an end', '{ goto: end }'],
    ['a template', '{ say: { text: We mailed you., reply: news }, goto: end }'],
  ])('is proved to be well: %s', (_what, exit) => {
    expect(found(question(exit))).toEqual([]);
  });

  it('may not be said in free words: the 24 hours may be over', () => {
    const [problem, ...others] = found(question('{ say: Hello again, goto: end }'));

    expect(problem).toMatchObject({ code: 'proof.outside-window' });
    expect(problem?.chat.slice(-2)).toEqual([
      '(that does not reach the customer)',
      'bot: Hello again',
    ]);
    expect(others).toEqual([]);
  });

  it('may be said in free words whose layout has a template for then', () => {
    const bot = BOT.replace('text: { campaign', 'text: { outside_window: news, campaign');

    expect(found(question('{ say: Hello again, goto: end }'), bot)).toEqual([]);
  });

  it('may not lead to free words either', () => {
    expect(found(question('{ goto: after_all }')).map(({ code }) => code)).toEqual([
      'proof.outside-window',
    ]);
  });

  it('counts for bot.yaml as for a step, and for steps that are passed', () => {
    const passed = `
flow: f
start: { keywords: [go] }
steps:
  hello: { say: Hello, undelivered: { say: Once more, goto: end } }
  ask: { choose: true, say: Well?, options: [{ id: a, title: Ann }], goto: end }
`;
    expect(found(passed).map(({ code }) => code)).toEqual(['proof.outside-window']);
    const free = found(
      question('{ handoff: {} }'),
      `${BOT}undelivered: { say: Sorry, goto: end }\n`,
    );
    expect(free.map(({ code }) => code)).toEqual(['proof.outside-window']);
  });

  it('has its words and values looked at', () => {
    const problems = found(question('{ handoff: { reason: "{{ note }}" } }'));

    expect(problems.map(({ code }) => code)).toEqual(['proof.slot-may-be-unset']);
  });
});
