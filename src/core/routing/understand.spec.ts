import { describe, expect, it } from '@jest/globals';

import { explainText } from '#core/chat/explain-text.ts';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';

const UNDERSTAND = `
flow: understand
steps:
  think:
    ai: Find out what the customer wants.
    tools: { flows: [track, menu], sure: 0.7 }
    goto: unsure
    failed: { goto: unsure }
  unsure:
    choose: true
    say: Is it about an order?
    options: [{ id: order, title: My order, goto: track }, { id: other, title: Other, goto: menu }]
    silence: { after: 12h, goto: end }
`;
const TRACK = `
flow: track
title: Track an order
start: { keywords: [track] }
steps: { tell: { say: It is on its way., goto: end } }
`;
const release = aRelease([UNDERSTAND, TRACK], `${A_BOT}understand: understand\n`);
const wrote = (text: string): Chat => {
  const chat = new Chat(release);
  chat.says(text);
  return chat;
};
const meaning = (result: object): readonly string[] =>
  wrote('wo bleibt mein Zeug').happens({ kind: 'call-result', callSeq: 1, value: result });

describe('what nothing else takes', () => {
  it('is the AI to understand, which leads into a flow where it is sure', () => {
    expect(meaning({ flow: 'track', confidence: 0.9 })).toEqual(['It is on its way.']);
  });

  it('is asked about where it is not', () => {
    expect(meaning({ flow: 'track', confidence: 0.4 })[0]).toContain('Is it about an order?');
  });

  it('comes after all that is written down', () => {
    expect(wrote('track').effects).toMatchObject([{ kind: 'reply' }]);
    expect(wrote('menu').effects).toMatchObject([{ kind: 'reply' }]);
    expect(wrote('').effects).toMatchObject([{ kind: 'reply' }]);
  });

  it('is explained', () => {
    const told = explainText(release, 'wo bleibt mein Zeug', { at: 'rest' });

    expect(told?.parts.find(({ wins }) => wins)).toEqual({
      ...{ by: 'understand', part: 'the flow that finds out what is meant', wins: true },
      meaning: 'starts the flow understand, which asks the AI',
    });
  });
});
