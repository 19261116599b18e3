import { describe, expect, it } from '@jest/globals';

import { problemsOf } from '../../../../test/support/flow/a-release.ts';
import { CALLED, CALLER } from '../../../../test/support/flow/a-shop.ts';

const codesOf = (...flows: readonly string[]): readonly string[] =>
  problemsOf(flows).map(({ code }) => code);

/** A flow of these steps that the others may call. */
function flowOf(name: string, ...steps: readonly string[]): string {
  const lines = steps.map((step, index) => `  s${String(index + 1)}: ${step}`);
  return [`flow: ${name}`, `start: { keywords: [${name}] }`, 'steps:', ...lines].join('\n');
}

describe('a call of a flow', () => {
  it('is right where arguments and gifts fit', () => {
    expect(codesOf(CALLER, CALLED)).toEqual([]);
  });

  it.each([
    ['calls no flow', 'flow: identify,', 'flow: identfy,', 'flow.unknown-flow'],
    [
      'gives what is not taken',
      "with: { topic: '{{ what }}'",
      "with: { subject: '{{ what }}'",
      'flow.not-taken',
    ],
    ['leaves out what is taken', "with: { topic: '{{ what }}' }, ", '', 'flow.missing-argument'],
    ['saves what is not given', 'who: name', 'who: topic', 'flow.not-given'],
    ['saves into no slot', 'who: name', 'whom: name', 'flow.unknown-slot'],
    [
      'hands over a slot that there is not',
      "{{ what }}' }",
      "{{ whot }}' }",
      'flow.unknown-variable',
    ],
  ])('is told of where it %s', (_what, right, wrong, code) => {
    expect(CALLER).toContain(right);

    expect(codesOf(CALLER.replace(right, wrong), CALLED)).toContain(code);
  });

  it('is told of where a value can never fit', () => {
    const typed = CALLED.replace('topic: { type: text }', 'topic: { type: date }');
    const number = CALLER.replace("topic: '{{ what }}'", 'topic: 7');

    expect(codesOf(number, typed)).toContain('flow.wrong-argument');
    expect(codesOf(CALLER, typed)).toEqual([]);
  });

  it('is told of where the other flow offers slots that it does not have', () => {
    expect(codesOf(CALLER, CALLED.replace('gives: [name]', 'gives: [nmae]'))).toContain(
      'flow.unknown-slot',
    );
  });

  it('is told of where flows call each other in a round, and names the round', () => {
    const flows = [
      flowOf('a', '{ flow: b }'),
      flowOf('b', '{ flow: c }'),
      flowOf('c', '{ say: hi }', '{ flow: a }'),
    ];

    const problems = problemsOf(flows).filter(({ code }) => code === 'flow.endless-calls');

    expect(problems).toHaveLength(3);
    expect(problems[0]?.message).toContain('a → b → c → a');
  });

  it('is told of where it goes too deep', () => {
    const names = Array.from({ length: 20 }, (_, index) => `f${String(index)}`);
    const flows = names.map((name, index) =>
      flowOf(name, index === 19 ? '{ say: hi }' : `{ flow: f${String(index + 1)} }`),
    );

    expect(codesOf(...flows)).toContain('flow.endless-calls');
  });

  it('is told of where the other flow never comes back', () => {
    const leaving = flowOf('leaving', '{ handoff: {} }');
    const ending = flowOf('ending', '{ end: true }');

    expect(codesOf(flowOf('x', '{ flow: leaving }'), leaving)).toEqual(['flow.never-returns']);
    expect(codesOf(flowOf('x', '{ flow: ending }'), ending)).toEqual([]);
  });

  it('is told of where it goes round without the customer, and only there', () => {
    const round = 'flow: x\nsteps: { again: { flow: y, goto: again } }';
    const saying = flowOf('y', '{ say: hi }');
    const asking = `flow: y
slots: { s: { type: text } }
steps: { q: { ask: s, say: Q? } }`;
    const silent = asking.replace('say: Q?', 'say: Q?, silence: { after: 1h, goto: end }');

    expect(codesOf(round, saying)).toEqual(['flow.endless-loop']);
    expect(codesOf(round, asking)).toEqual([]);
    expect(codesOf(round, silent)).toEqual(['flow.endless-loop']);
  });

  it('is told of where pictures have no room', () => {
    const asks = (slot: string): string => `flow: x
slots: { s: ${slot} }
steps: { q: { ask: s, say: Q?, media: accept } }`;

    expect(codesOf(asks('{ type: number }'))).toEqual(['flow.media-without-room']);
    expect(codesOf(asks('{ type: link }'))).toEqual([]);
  });
});
