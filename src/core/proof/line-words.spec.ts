import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';

import { A_BOT, filesOf } from '../../../test/support/flow/a-release.ts';
import { proveRelease } from './prove-release.ts';

/** Codes of what proofs find in a handoff's words, and in those of its queue. */
function codes(say: string, { slots = '{}', waiting = 'Still number {{ queue.position }}.' } = {}) {
  const queues = `queues: { care: { waiting: { every: 5m, say: '${waiting}' } }, returns: {} }`;
  const bot = `${A_BOT.replace('queues: [care, returns]', queues)}silence: { after: 12h, goto: end }\n`;
  const flow = `
flow: care
start: { keywords: [care] }
slots: ${slots}
steps: { person: { handoff: {}, say: '${say}' } }
`;
  const compiled = compileRelease(filesOf([flow], bot));
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  const { problems } = proveRelease(compiled.source, compiled);
  return problems.map(({ code }) => code).filter((code) => code !== 'proof.no-reply');
}

describe('words that tell of a place in line', () => {
  it.each([
    ['You are number {{ queue.position }}.', []],
    ['{% if queue.wait %}It takes {{ queue.wait }}.{% else %}Soon.{% endif %}', []],
    ['It takes {{ queue.wait | default: "a while" }}.', []],
    ['It takes {{ queue.wait }}.', ['proof.slot-may-be-unset']],
    ['It takes {{ queue.minutes }} minutes.', ['proof.slot-may-be-unset']],
    ['{% if queue.position %}{{ queue.wait }}{% endif %}.', ['proof.slot-may-be-unset']],
  ])('are ready for what nobody knows: %s', (say, found) => {
    expect(codes(say)).toEqual(found);
  });

  it('leave a slot of that name to the proofs of slots', () => {
    const slots = '{ queue: { type: text, default: blue } }';

    expect(codes('The {{ queue }} one.', { slots })).toEqual([]);
  });

  it('are held to the same in what queues tell', () => {
    const waiting = 'Still {{ queue.wait }}.';

    expect(codes('One moment.', { waiting })).toEqual(['proof.slot-may-be-unset']);
  });

  it('count with the longest time that can be said', () => {
    const waiting = `${'x'.repeat(4_090)} {{ queue.position }}.`;

    expect(codes('One moment.', { waiting })).toEqual(['proof.too-long']);
  });
});
