import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';
import { readAllChats } from '#core/flow/read/read-chat.ts';

import { filesOf } from '../../../test/support/flow/a-release.ts';
import { coverageOf, type CoverageReport } from './coverage.ts';
import { runChats } from './run-chat.ts';
import { Touching } from './touching.ts';

const FLOW = `
flow: order
start: { keywords: { en: [order], es: [pedido] } }
slots: { no: { type: text, pattern: '^[0-9]{3}$' }, late: { type: boolean } }
steps:
  ask:
    ask: no
    say: What number?
    invalid: ['Three digits.', { handoff: { reason: no number } }]
    silence: { after: 30m, say: Hello?, then: { after: 2h, goto: end } }
  hello: { say: Thanks }
  set_late: { set: { late: true } }
  sort: { decide: [{ when: late, goto: later }, { else: now }] }
  now: { say: Now., goto: end }
  later: { wait: 2h }
  sub: { flow: other }
  bye: { say: Bye, goto: end }
`;
const OTHER = `
flow: other
start: { keywords: [other] }
steps:
  pick: { choose: true, say: Well?, options: [{ id: a, title: Ann }, { id: b, title: Ben, goto: end }] }
  done: { say: Done }
`;

function covered(...lines: readonly string[]): CoverageReport {
  const compiled = compileRelease(filesOf([FLOW, OTHER]));
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));

  const { release, source } = compiled;
  const text = `chat: x\nsteps:\n${lines.map((line) => `  - ${line}\n  - bot: …\n`).join('')}`;
  const { sources } = readAllChats([{ path: 'x.chat.yaml', text }]);
  const touching = new Touching(release, source);
  const touched = new Set<string>();
  const onMoved: Parameters<typeof runChats>[2] = {
    onMoved: (moved) => {
      for (const item of touching.by(moved)) touched.add(item);
    },
  };
  expect(
    runChats(release, sources, onMoved).map(({ failure }) => failure?.problem.message),
  ).toEqual([undefined]);
  return coverageOf(source, touched);
}

const missing = ({ missing: items }: CoverageReport, flow: string): readonly string[] =>
  items.filter((item) => item.flow === flow).map(({ label }) => label);

describe('coverageOf', () => {
  it('knows what was not tried, and where it stands', () => {
    const report = covered('customer: order');

    expect(report.whole.steps).toEqual({ touched: 1, all: 11 });
    expect(report.missing).toContainEqual({
      ...{ id: 'edge order.ask attempt 2', kind: 'branches', flow: 'order', file: 'flow-1.yaml' },
      ...{ label: 'ask: not understood, 2', line: 9 },
    });
  });

  it('follows steps that wait for nothing, conditions, time and called flows', () => {
    const report = covered(
      ...['customer: order', "customer: '123'", 'after: 2h', 'customer: { tap: Ann }'],
    );

    expect(missing(report, 'order')).toEqual([
      ...['now', 'ask: not understood, 1', 'ask: not understood, 2'],
      ...['ask: silent for 30m', 'ask: silent for 2h', 'sort: else', 'in es'],
      ...['ask: keyword', 'ask: agent', 'ask: stop', 'ask: media', 'ask: late'],
    ]);
    expect(missing(report, 'other')).toContain('pick: Ben');
  });

  it('counts rungs, silences, languages and what comes in between', () => {
    const report = covered(
      ...['customer: pedido', 'customer: x', 'customer: { media: image }', 'customer: other'],
      ...[
        'customer: menu',
        'customer: order',
        'after: 3h',
        "customer: '123'",
        'customer: menu',
        'customer: order',
      ],
      ...['customer: stop', 'customer: no', 'customer: order', 'customer: agent'],
    );

    const left = missing(report, 'order');
    expect(left.filter((label) => label.startsWith('ask') || label.startsWith('in '))).toEqual([
      'ask: not understood, 2',
    ]);
  });
});
