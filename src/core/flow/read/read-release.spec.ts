import { describe, expect, it } from '@jest/globals';

import { A_BOT, filesOf, problemsOf } from '../../../../test/support/flow/a-release.ts';
import { compileRelease, type ReleaseFile } from '../compile-release.ts';
import type { Problem } from '../problem.ts';

const GOOD = 'flow: good\nsteps:\n  a: { say: Hi, goto: other }\n';

const codes = (problems: readonly Problem[]): readonly string[] => problems.map(({ code }) => code);

function problemsIn(files: readonly ReleaseFile[]): readonly Problem[] {
  const compiled = compileRelease(files);
  return 'problems' in compiled ? compiled.problems : [];
}

describe('readRelease', () => {
  it.each([
    ['does not parse', 'flow: other\nsteps: ]\n', 'flow.not-yaml'],
    [
      'is not right by form',
      'flow: other\nfoo: 1\nsteps: { a: { end: true } }',
      'flow.unknown-key',
    ],
    ['has a faulty step', 'flow: other\nsteps: { a: { wait: soon } }', 'flow.wrong-form'],
  ])('knows a flow by its name that %s', (_what, text, code) => {
    expect(codes(problemsOf([GOOD, text]))).toEqual([code]);
  });

  it('checks the steps beside a faulty one, and knows it by its name', () => {
    const problems = problemsOf([
      'flow: f\nsteps:\n  a: { say: Hi, goto: b }\n  b: { wait: soon }\n  c: { say: Hi, goto: nowhere }\n',
    ]);

    expect(codes(problems)).toEqual(['flow.wrong-form', 'flow.unknown-target']);
  });

  it.each([
    ['is missing', undefined, ['bot.missing']],
    ['does not parse', 'bot: ]', ['flow.not-yaml']],
    [
      'has a faulty part',
      A_BOT.replace('queues: [care, returns]', 'queues: care'),
      ['flow.wrong-form'],
    ],
  ])('checks flows where bot.yaml %s, but for what leans on it', (_what, bot, ofBot) => {
    const steps = 'a: { handoff: { queue: unheard } }, b: { say: Hi, goto: nowhere }';
    const flow = `flow: f\nsteps: { ${steps} }`;
    const files = filesOf([flow], bot).filter(
      ({ path }) => bot !== undefined || path !== 'bot.yaml',
    );

    const found = codes(problemsIn(files));

    expect(found).toEqual([...ofBot, 'flow.unreachable-step', 'flow.unknown-target']);
  });

  it('takes yes, no and on for names, in quotes or without', () => {
    const flow =
      'flow: f\nsteps:\n  a:\n    choose: true\n    say: Sure?\n    options:\n      - { id: yes, title: Yes, words: [on] }\n      - { id: no, title: No }\n';

    expect(problemsOf([flow])).toEqual([]);
  });

  it.each([
    [
      'a mark before the first character',
      '\ufeffflow: f\nsteps: { a: { say: Hi, goto: nowhere } }',
    ],
    ['Windows line ends', 'flow: f\r\nsteps: { a: { say: Hi, goto: nowhere } }\r\n'],
  ])('finds places in spite of %s', (_what, text) => {
    expect(problemsOf([text])).toMatchObject([
      { code: 'flow.unknown-target', line: 2, column: 30, excerpt: { length: 7 } },
    ]);
  });

  it.each([
    ['  a: { say: Hi, gto: end }', 'goto'],
    ['  a: { sya: Hi }', 'say'],
    ['  a: { say: { txt: Hi } }', 'text'],
    ['  a: { say: { text: Hi, butons: [a] } }', 'buttons'],
    ['  a: { aks: s, say: Hi }', 'ask'],
    ['  a: { choose: true, say: Q?, as: lst, options: [{ id: x, title: X }] }', 'list'],
    ['  a: { handoff: { queue: retruns } }', 'returns'],
    ['  a: { handoff: { priority: hihg } }', 'high'],
    ['  first: { say: Hi, goto: secnd }\n  second: { say: Ho }', 'second'],
    ['  a: { say: Hi, goto: meun }', 'menu'],
    ['  a: { say: { text: Hi, reply: imgae } }', 'image'],
  ])('guesses what is meant in %j', (steps, meant) => {
    expect(problemsOf([`flow: f\nsteps:\n${steps}`])[0]).toMatchObject({ didYouMean: meant });
  });

  it('says once that a misspelled name is missing', () => {
    const problems = problemsOf([
      'flow: f\nsteps: { a: { decide: [{ when: "1 == 1", gto: end }] } }',
    ]);

    expect(codes(problems)).toContain('flow.unknown-key');
    expect(codes(problems)).not.toContain('flow.missing');
  });
});
