import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../../test/support/flow/a-release.ts';
import { Chat } from '../../../../test/support/flow/chat.ts';

const HELLO = `
flow: hello
start: { keywords: [hello] }
steps:
  greet: { say: 'Hello {{ tier | default: "you" }}.' }
`;
const SLOTS = `
slots:
  tier: { type: text, attribute: loyalty_tier }
  points: { type: integer, attribute: points }
`;

function aChat(bot = A_BOT + SLOTS): Chat {
  return new Chat(aRelease([HELLO], bot));
}

function sought(chat: Chat): unknown {
  return chat.effects.flatMap((effect) =>
    effect.kind === 'fetch-attributes' ? effect.attributes : [],
  );
}

describe('searchAfter', () => {
  it('looks once for what the first message does not bring', () => {
    const chat = aChat();

    chat.happens({ kind: 'message', text: 'hello', media: [], attributes: { points: 3 } });
    expect(sought(chat)).toEqual(['loyalty_tier']);
    chat.happens({ kind: 'message', text: 'hello', media: [], attributes: { points: 4 } });
    expect(sought(chat)).toEqual([]);
  });

  it('looks for nothing where the message brings all, or no slot names any', () => {
    const all = { points: 3, loyalty_tier: 'gold' };
    const chat = aChat();
    chat.happens({ kind: 'message', text: 'hello', media: [], attributes: all });
    const other = aChat(`${A_BOT}slots: { tier: { type: text } }\n`);
    other.says('hello');

    expect([sought(chat), sought(other)]).toEqual([[], []]);
    expect(other.state.snapshot).not.toHaveProperty('sought');
  });

  it('gives slots what is found, by an event that says nothing and repeats in a fold', () => {
    const chat = aChat();
    chat.says('hello');

    const said = chat.happens({
      kind: 'attributes-told',
      attributes: { loyalty_tier: 'gold', points: 'many', other: 1 },
    });

    expect(said).toEqual([]);
    expect(chat.effects).toEqual([]);
    expect(chat.says('hello')).toEqual(['Hello gold.']);
  });
});
