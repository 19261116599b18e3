import { toolsIn } from '#core/ai/model-tool.ts';
import { Cassettes } from '#core/chat/cassettes.ts';
import { runChats } from '#core/chat/run-chat.ts';
import type { ProofProblem } from '#core/proof/proof-problem.ts';
import { proveRelease } from '#core/proof/prove-release.ts';

import { compileRelease, type ReleaseFile } from '../compile-release.ts';
import type { CompiledRelease } from '../compiled-release.ts';
import { formatProblem, type Problem } from '../problem.ts';
import { readAllChats } from '../read/read-chat.ts';
import { FAULT_CHAPTERS } from './all-faults.ts';
import { type Fault, filesOfFault } from './fault.ts';

/** Everything that is found in an example, with `text` in the place of its file. */
export function problemsIn(fault: Fault, text: string): readonly Problem[] {
  const files = filesOfFault(fault, text);
  const compiled = compileRelease(files);
  if ('problems' in compiled) return compiled.problems;
  if (fault.code.startsWith(PROOF)) return proveRelease(compiled.source, compiled).problems;
  return problemsOfChats(files, compiled.release);
}

/** Codes of what the proofs find: small examples of other faults need not be proved. */
const PROOF = 'proof.';

/** Of the chats among the files: those that cannot be read, else those that do not hold. */
function problemsOfChats(
  files: readonly ReleaseFile[],
  release: CompiledRelease,
): readonly Problem[] {
  const { sources, problems } = readAllChats(files);
  if (problems.length > 0) return problems;
  const cassettes = new Cassettes(files.filter(({ path }) => path.endsWith('.cassette.yaml')));
  if (cassettes.problems.length > 0) return cassettes.problems;
  // As `parley test` does where no answer of a model was recorded yet, and with a model that asks.
  const outcomes = runChats(release, sources, {
    recorded: ({ input }, _said, _file, ask) => {
      for (const { connector, with: bound } of toolsIn(input['tools']).connectors) {
        ask(connector, bound);
      }
      return undefined;
    },
  });
  return outcomes.flatMap(({ failure }) => failure?.problem ?? []);
}

/** The problem that an example is there for; `undefined` where it is not found. */
export function problemOf(fault: Fault): Problem | undefined {
  return problemsIn(fault, fault.wrong).find(({ code }) => code === fault.code);
}

/** What a code means, with an example and its cure, as Markdown. */
export function explainFault(fault: Fault): string {
  const { code, meaning, wrong, right, file = 'flow.yaml', isHidden = false } = fault;
  const problem = problemOf(fault);
  const head = `### ${code}\n\n${meaning}\n`;
  if (problem === undefined) return head;
  if (isHidden) return `${head}\n> ${problem.message}. ${problem.cure}\n`;
  return [
    head,
    ...(file === 'flow.yaml' ? [] : [`In ${file}:\n`]),
    block('yaml', wrong),
    block('text', [formatProblem(problem), ...chatOf(problem)].join('\n')),
    `Better:\n`,
    block('yaml', right),
  ].join('\n');
}

/** The chat that shows it, where there is one. */
function chatOf(problem: Problem): readonly string[] {
  const { chat } = problem as Partial<ProofProblem>;
  return chat === undefined ? [] : ['', ...chat.map((line) => `    ${line}`)];
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}

/** The page about all faults: `docs/flows/errors.md`. */
export function errorsPage(): string {
  const chapters = FAULT_CHAPTERS.map(
    ({ title, faults }) => `## ${title}\n\n${faults.map(explainFault).join('\n')}`,
  );
  return `${HEAD}\n${chapters.join('\n')}`;
}

const HEAD = `# What Parley finds in flows

<!-- Written by \`npm run docs:flows\` from src/core/flow/faults; a test keeps it fresh. -->

Every problem has a code, which stays as it is. \`parley errors flow.unknown-target\` shows the same in a
terminal.
`;
