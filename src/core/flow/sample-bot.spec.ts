import { beforeEach, describe, expect, it } from '@jest/globals';

import { Chat } from '../../../test/support/flow/chat.ts';
import { readFolder } from '../../../test/support/flows/read-folder.ts';
import { compileRelease } from './compile-release.ts';
import type { CompiledRelease } from './compiled-release.ts';
import { formatProblem } from './problem.ts';

function sampleBot(): CompiledRelease {
  const compiled = compileRelease(readFolder('flows'));
  if ('release' in compiled) return compiled.release;
  throw new Error(compiled.problems.map((problem) => formatProblem(problem)).join('\n'));
}

describe('the sample bot', () => {
  const release = sampleBot();
  let chat: Chat;
  beforeEach(() => {
    chat = new Chat(release);
  });

  it('goes out by the campaigns that docs/braze sets up', () => {
    expect([...release.campaigns].sort()).toEqual([
      ...['parley-buttons', 'parley-buttons-2', 'parley-document', 'parley-image', 'parley-list'],
      'parley-text',
    ]);
  });

  it('welcomes whoever writes something unknown at first, and shows the menu', () => {
    const [hello, menu] = chat.says('I have a question about my cat');

    expect(hello).toContain("I'm the shop's assistant");
    expect(menu).toBe('What can I do for you?');
  });

  it('tracks an order and writes it to the profile', () => {
    chat.says('Where is my order?');

    const [link, more] = chat.says('ab-123456');

    expect(link).toContain('https://shop.example/track/AB123456');
    expect(more).toBe('Is there anything else?');
    expect(chat.effects).toContainEqual({
      ...{ kind: 'write-back', step: 'track_order.tell' },
      attributes: { last_order_asked: 'AB123456' },
      event: { name: 'Order tracked', properties: { order_no: 'AB123456' } },
    });
  });

  it('hands over who cannot find the order number', () => {
    chat.says('track');
    chat.says('no idea');
    chat.says('really not');

    const [words] = chat.says('???');

    expect(words).toContain('colleague');
    expect(chat.state).toMatchObject({ owner: 'queue', epoch: 1 });
    expect(chat.effects.at(-1)).toMatchObject({ kind: 'handoff', queue: 'care' });
  });

  it('asks once more after half an hour of silence and ends after twelve', () => {
    chat.says('track');

    expect(chat.after(0.5)).toEqual([
      "Still there? Send me the order number whenever you're ready.",
    ]);
    expect(chat.after(12)).toEqual([]);
    expect(chat.state.snapshot).toMatchObject({ value: { bot: 'rest' }, timers: [] });
  });

  it('explains a return in Spanish, with pauses and a picture', () => {
    chat.says('Quiero una DEVOLUCIÓN', 'es');
    chat.says('llegó dañado');

    chat.says('cd111111');

    const replies = chat.effects.filter((effect) => effect.kind === 'reply');
    expect(replies.map(({ campaignId, delayMs }) => [campaignId, delayMs])).toEqual([
      ...[
        ['parley-text', 0],
        ['parley-text', 0],
        ['parley-image', 2_000],
        ['parley-text', 2_000],
      ],
    ]);
    expect(replies[2]?.properties).toEqual({
      external_system_msg_body: 'Tu código de devolución',
      image_url: 'https://shop.example/returns/CD111111/code.png',
    });
  });

  it('tells the opening hours in the language of the question', () => {
    expect(chat.says('Horario')[0]).toContain('lunes a viernes');
    expect(chat.says('opening hours')[0]).toContain('Monday to Friday');
  });

  it('brings who asked for a person back by the word menu', () => {
    chat.says('agent');
    chat.says('hello?');

    expect(chat.says('menu')).toEqual(['What can I do for you?']);
    expect(chat.state).toMatchObject({ owner: 'bot', epoch: 2 });
  });
});
