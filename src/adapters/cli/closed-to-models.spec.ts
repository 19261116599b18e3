import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';

import { A_BOT, filesOf } from '../../../test/support/flow/a-release.ts';
import { closedToModels } from './closed-to-models.ts';

const HELP = `
flow: help
start: { keywords: [help me] }
slots: { said: { type: text } }
steps:
  think:
    ai: Help.
    save: said
    tools: { connectors: [{ call: orders.find, about: Finds an order, asks: { number: text } }] }
    failed: { say: Sorry., goto: end }
  tell: { say: '{{ said }}', goto: end }
`;

describe('closedToModels', () => {
  it('names the step, the connector and why, and nothing where nobody has named it', () => {
    const bot = `${A_BOT}connectors: { orders.find: { policy: safe } }\n`;
    const compiled = compileRelease(filesOf([HELP], bot));
    if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
    const entry = { url: 'https://x.test/', policy: 'safe', ai: false } as const;

    expect(closedToModels(compiled.source, { connectors: { 'orders.find': entry } })).toEqual([
      'help.think may not ask orders.find: it says `ai: false`',
    ]);
    expect(closedToModels(compiled.source, undefined)).toEqual([]);
  });
});
