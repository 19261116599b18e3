import { compileRelease } from '#core/flow/compile-release.ts';
import { type Fault, filesOfFault } from '#core/flow/faults/fault.ts';
import { FAULTS_OF_PROOFS } from '#core/flow/faults/of-proofs.ts';

import { proveRelease } from './prove-release.ts';

const FOUND_BY: readonly (readonly [proof: string, codes: readonly string[]])[] = [
  ['way out', ['proof.no-way-out']],
  ['silence ends', ['proof.silence-never-ends']],
  ['no silence', ['proof.no-reply']],
  ['24 hours', ['proof.outside-window']],
  ['slots are set', ['proof.slot-may-be-unset']],
  ['sensitive data', ['proof.sensitive-leaves']],
  ['words', ['proof.keyword-not-heard', 'proof.answer-not-heard']],
  ['limits', ['proof.too-long']],
  ['bubbles', ['proof.too-many-bubbles']],
  ['prompts', ['proof.too-many-prompts']],
];

/**
 * A table for `docs/flows/proofs.md`: for each proof what it says of a fault that was planted for
 * it, with the end of the chat that shows it. The flows themselves stand in `errors.md`.
 */
export function plantedFaults(): string {
  const rows = FOUND_BY.flatMap(([proof, codes]) =>
    codes.flatMap((code) => {
      const fault = FAULTS_OF_PROOFS.find((each) => each.code === code);
      return fault === undefined ? [] : [rowOf(proof, fault)];
    }),
  );
  return ['| proof | what it says | the chat ends |', '| - | - | - |', ...rows, ''].join('\n');
}

const LAST_LINES = 2;

function rowOf(proof: string, fault: Fault): string {
  const compiled = compileRelease(filesOfFault(fault, fault.wrong));
  const problems = 'problems' in compiled ? [] : proveRelease(compiled.source, compiled).problems;
  const problem = problems.find(({ code }) => code === fault.code);
  const link = `[${fault.code}](errors.md#${fault.code.replace('.', '')})`;
  const chat = problem?.chat.slice(-LAST_LINES).map(cell).join('<br>') ?? '';
  return `| ${proof} | ${cell(problem?.message ?? '')} ${link} | ${chat} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('{{', '`{{').replaceAll('}}', '}}`');
}
