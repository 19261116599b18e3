import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';

import { A_BOT, filesOf } from '../../../test/support/flow/a-release.ts';
import { proveRelease } from './prove-release.ts';

const BOT = `${A_BOT}csat: rating\nsilence: { after: 12h, goto: end }\n`;
const rating = (then: string): string => `
flow: rating
slots: { csat: { type: number, min: 1, max: 5 } }
steps:
  rate: { ask: csat, say: How was it?, ${then} }
`;

const HOURS = `
flow: hours
start: { keywords: [hours] }
steps: { tell: { say: Nine to five., goto: end } }
`;

/** Problems of a flow that is asked after closing alone. */
function found(
  then: string,
): readonly { readonly code: string; readonly chat: readonly string[] }[] {
  const compiled = compileRelease(filesOf([rating(then), HOURS], BOT));
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  const { problems } = proveRelease(compiled.source, compiled);
  return problems.filter(({ code }) => code !== 'proof.no-reply');
}

describe('what is asked once people have closed', () => {
  it('is proved to be well where it ends', () => {
    expect(found('goto: end')).toEqual([]);
  });

  it('may not wait until the 24 hours are over, and is shown with the chat that comes to it', () => {
    const [problem] = found(
      'goto: end, silence: { after: 23h, say: Still there?, then: { after: 2h, say: Hello?, goto: end } }',
    );

    expect(problem?.code).toBe('proof.outside-window');
    expect(problem?.chat.join('\n')).toMatch(/an agent closed the conversation/);
  });
});
