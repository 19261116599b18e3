import { describe, expect, it } from '@jest/globals';

import { advance } from '#core/conversation/advance.ts';
import type { ConversationState } from '#core/conversation/conversation-state.ts';
import { isOwn } from '#core/conversation/profile/own-writes.ts';
import { compileRelease } from '#core/flow/compile-release.ts';

const UNBORN: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
const BOT = `
bot: sample
locales: [en]
layouts: { text: { campaign: text, properties: { body: text } } }
queues: [care]
`;

/** What is said to "go", and where that leads. */
function afterGo(...flows: readonly string[]): { said: unknown[]; value: unknown } {
  const files = flows.map((text, index) => ({ path: `${String(index)}.yaml`, text }));
  const compiled = compileRelease([{ path: 'bot.yaml', text: BOT }, ...files]);
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));

  const go = { kind: 'message', text: 'go', media: [] } as const;
  const { effects, state } = advance(compiled.release, UNBORN, go, 1, new Date(0));
  const asked = effects.filter((effect) => effect.kind !== 'write-back' || !isOwn(effect));
  const said = asked.map((effect) =>
    effect.kind === 'reply' ? effect.properties['body'] : effect.kind,
  );
  return { said, value: state.snapshot?.value };
}

describe('Ways', () => {
  it('does what the steps on the way do in their order, each with the slots of its own flow', () => {
    const one = `
flow: one
start: { keywords: [go] }
slots: { name: { type: text } }
steps:
  hello: { say: 'Hello {{ name }}.' }
  ann: { set: { name: Ann } }
  hi: { say: 'Hi {{ name }}.', goto: two }`;
    const two = `
flow: two
slots: { name: { type: text } }
steps:
  who: { say: 'Who, {{ name }}?' }
  ask: { ask: name, say: 'Name?' }`;

    expect(afterGo(one, two)).toEqual({
      said: ['Hello .', 'Hi Ann.', 'Who, ?', 'Name?'],
      value: { bot: { two: 'ask' } },
    });
  });

  it('hands off on the way', () => {
    const flow = `
flow: one
start: { keywords: [go] }
steps:
  hello: { say: Hello }
  person: { handoff: { queue: care }, say: Wait }`;

    const { said, value } = afterGo(flow);

    expect(said).toEqual(['Hello', 'Wait', 'handoff']);
    expect(value).toEqual({ queue: 'waiting' });
  });

  it('goes a way that is longer than what one transition passes', () => {
    const names = Array.from({ length: 100 }, (_, index) => `s${String(index)}`);
    const steps = names.map((name) => `  ${name}: { say: ${name} }`);
    const flow = ['flow: one', 'start: { keywords: [go] }', 'steps:', ...steps].join('\n');

    expect(afterGo(flow)).toEqual({ said: names, value: { bot: 'rest' } });
  });
});
