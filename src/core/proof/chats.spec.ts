import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';
import { type Fault, filesOfFault } from '#core/flow/faults/fault.ts';
import { FAULTS_OF_PROOFS } from '#core/flow/faults/of-proofs.ts';

import { replay, type Replayed } from '../../../test/support/flows/replay.ts';
import type { ProofProblem } from './proof-problem.ts';
import { proveRelease } from './prove-release.ts';

/** What the machine has done at the end of a chat, where the fault can be seen in it. */
const SHOWN: Readonly<Record<string, (replayed: Replayed) => unknown>> = {
  'proof.no-way-out': ({ chat }) => {
    expect(chat.state.snapshot?.value).toMatchObject({ bot: {} });
  },
  'proof.silence-never-ends': ({ chat }) => {
    expect(chat.state.snapshot?.timers).toEqual([]);
  },
  'proof.no-reply': ({ last }) => {
    expect(last).toEqual([]);
  },
  'proof.outside-window': ({ last }) => {
    expect(last).toEqual(['I let it go now.']);
  },
  'proof.slot-may-be-unset': ({ last }) => {
    expect(last).toEqual(['One .']);
  },
  'proof.sensitive-leaves': ({ last }) => {
    expect(last[0]).toMatch(/\d{16}/);
  },
  'proof.keyword-not-heard': ({ last }) => {
    expect(last[0]).toMatch(/stop receiving/);
  },
  'proof.answer-not-heard': ({ last }) => {
    expect(last[0]).toMatch(/stop receiving/);
  },
  // The machine cuts what WhatsApp would refuse: the question has lost its end.
  'proof.too-long': ({ last }) => {
    expect(last[0]).toHaveLength(1_024);
    expect(last[0]).not.toContain('Right?');
  },
  'proof.too-many-bubbles': ({ last }) => {
    expect(last).toHaveLength(6);
  },
  'proof.too-many-prompts': ({ chat }) => {
    expect(chat.state.snapshot?.context['tries']).toBe(4);
  },
};

function found(fault: Fault): ProofProblem {
  const compiled = compileRelease(filesOfFault(fault, fault.wrong));
  if ('problems' in compiled) throw new Error(compiled.problems[0]?.message);
  const { problems } = proveRelease(compiled.source, { release: compiled.release });
  const problem = problems.find(({ code }) => code === fault.code);
  if (problem === undefined) throw new Error(`${fault.code} is not found`);
  return problem;
}

describe('the chat of a planted fault', () => {
  const faults = FAULTS_OF_PROOFS.filter(({ isHidden }) => isHidden !== true);

  it.each(faults.map((fault) => [fault.code, fault] as const))(
    'of %s is had by the machine, and shows it',
    (code, fault) => {
      const { chat } = found(fault);
      const replayed = replay(filesOfFault(fault, fault.wrong), chat);

      expect(chat).not.toEqual([]);
      // What is taken for another word is followed by what that word does.
      if (!code.endsWith('-not-heard')) expect(replayed.differences).toEqual([]);
      expect(SHOWN[code]).toBeDefined();
      SHOWN[code]?.(replayed);
    },
  );
});
