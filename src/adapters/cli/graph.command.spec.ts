import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { filesOf } from '../../../test/support/flow/a-release.ts';

const FLOW = `
flow: order
start: { keywords: [order] }
slots: { no: { type: text } }
steps:
  ask:
    ask: no
    say: 'A "number" <or> #two & more?'
    invalid: [Again?, { handoff: { queue: returns } }]
    silence: { after: 30m, goto: end }
  sort: { decide: [{ when: no == "1", goto: menu }, { else: done }] }
  done: { say: Thanks, goto: end }
`;

describe('parley graph', () => {
  let cli: FakeCli;
  beforeEach(() => {
    cli = new FakeCli().has(filesOf([FLOW]));
  });

  it('draws a flow as Mermaid text, with what leads out of it', async () => {
    expect(await cli.run('graph', '--flow', 'order')).toBe(0);
    expect(cli.said).toBe(
      [
        'flowchart TD',
        '  n0(["order"])',
        '  n1{{"ask<br/>A #quot;number#quot; #lt;or#gt; #35;two #amp; more?"}}',
        '  n2{"sort"}',
        '  n3["done<br/>Thanks"]',
        '  n4[/"a person (returns)"/]',
        '  n5(["end"])',
        '  n6[["menu"]]',
        '  n0 --> n1',
        '  n1 -->|"an answer"| n2',
        '  n1 -->|"not understood, 2"| n4',
        '  n1 -.->|"silent for 30m"| n5',
        '  n2 -->|"no == #quot;1#quot;"| n6',
        '  n2 -->|"else"| n3',
        '  n3 --> n5',
        '',
      ].join('\n'),
    );
  });

  it('draws all flows, each in its frame', async () => {
    await cli.run('graph');

    expect(cli.said).toMatch(
      /subgraph f0\["menu"\][^]*subgraph f1\["order"\][^]*n5 -->\|.*\| n0\n/,
    );
  });

  it('draws a picture that is well-formed and shows every step', async () => {
    expect(await cli.run('graph', '--format', 'svg')).toBe(0);
    expect(cli.said).toMatch(/^<svg xmlns=[^]*<\/svg>\n$/);
    expect(cli.said).toContain('A &quot;number&quot; &lt;or&gt;');
    for (const id of ['order.ask', 'order.sort', 'order.done', 'menu.pick']) {
      expect(cli.said).toContain(`<title>${id}</title>`);
    }
    expect(cli.said).not.toMatch(/NaN|undefined/);
  });

  it('answers nodes and edges as JSON', async () => {
    await cli.run('graph', '--flow', 'order', '--json');

    expect(cli.json()).toMatchObject({
      flows: ['order'],
      edges: [{ from: 'start order', to: 'order.ask' }, {}, {}, {}, {}, {}, {}],
    });
  });

  it('refuses a flow that there is not, and says which was meant', async () => {
    expect(await cli.run('graph', '--flow', 'ordr')).toBe(2);
    expect(cli.complaints).toBe('There is no flow "ordr". Did you mean order?\n');
  });
});
