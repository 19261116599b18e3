import { describe, expect, it } from '@jest/globals';

import type { Reply } from '#core/conversation/effect.ts';

import { A_BOT, aRelease, problemsOf } from '../../../../test/support/flow/a-release.ts';
import { Chat } from '../../../../test/support/flow/chat.ts';

const BOT = `${A_BOT.replace('text: { campaign: c-text,', 'text: { campaign: c-text, outside_window: news,')}
  news: { campaign: c-news, template: true, properties: { line: text } }
`;

function said(step: string, bot = BOT): readonly Reply[] {
  const flow = `flow: f\nstart: { keywords: [go] }\nsteps:\n  a: ${step}`;
  const chat = new Chat(aRelease([flow], bot));
  chat.says('go');
  return chat.effects.filter((effect) => effect.kind === 'reply');
}

describe('what leaves when the window is over', () => {
  it('is the template that the layout names, on one line', () => {
    const [reply] = said('{ say: "One\\nline", goto: end }');

    expect(reply).toMatchObject({
      ...{ campaignId: 'c-text', properties: { external_system_msg_body: 'One\nline' } },
      outside: { campaignId: 'c-news', properties: { line: 'One line' } },
    });
  });

  it('is as long as a template takes', () => {
    const [reply] = said(`{ say: "${'word '.repeat(400)}", goto: end }`);

    expect(String(reply?.outside?.properties['line']).length).toBe(1024);
  });

  it('is nothing by layouts that name none', () => {
    const [reply] = said('{ say: Hello, goto: end }', A_BOT);

    expect(reply).not.toHaveProperty('outside');
  });

  it.each([
    ['no layout', 'gone', 'There is no layout "gone"'],
    ['no template', 'list', 'The layout "list" is no template'],
  ])('cannot be %s', (_, name, message) => {
    const [problem] = problemsOf(
      [],
      BOT.replace('outside_window: news', `outside_window: ${name}`),
    );

    expect(problem).toMatchObject({ code: 'flow.unknown-layout' });
    expect(problem?.message).toContain(message);
  });
});

describe('what is stale', () => {
  it('is said for as long as the step says, in each of its bubbles', () => {
    const replies = said('{ say: [One, Two], stale: { after: 10m }, goto: end }');

    expect(replies.map(({ staleAfterMs }) => staleAfterMs)).toEqual([600_000, 600_000]);
  });

  it('is known by its steps, where the next message makes it so', () => {
    const release = aRelease([
      `flow: f
start: { keywords: [go] }
steps:
  a: { say: One, stale: { on_message: true } }
  b: { say: Two, stale: { after: 1h } }
  c: { choose: true, say: 'Or?', stale: { after: 1h, on_message: true }, options: [{ id: x, title: X }], goto: end }
`,
    ]);

    expect(release.voidOnMessage).toEqual(['f.a', 'f.c']);
  });

  it('is so for a reason', () => {
    const flow =
      'flow: f\nstart: { keywords: [go] }\nsteps:\n  a: { say: One, stale: {}, goto: end }';

    expect(problemsOf([flow])[0]?.message).toContain('needs after or on_message');
  });
});
