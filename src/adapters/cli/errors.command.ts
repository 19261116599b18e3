import { type Command } from 'commander';

import { didYouMean } from '#core/flow/did-you-mean.ts';

import type { CliDeps } from './cli-deps.ts';
import { NoSuchError } from './cli-errors.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

interface ErrorsOptions extends ReportOptions {
  readonly markdown?: boolean;
}

export function errorsCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('errors')
    .description('explain what a problem of a flow means, with an example and its cure')
    .argument('[code]', 'the code in brackets behind the problem; without it, all codes')
    .option('--markdown', 'the page about all of them');
  reports<ErrorsOptions>(command, deps, ({ markdown }, code) =>
    markdown === true ? page() : code === undefined ? list() : explained(code),
  );
}

/** The explanations are loaded here: other commands start without them. */
async function page(): Promise<Report> {
  const { errorsPage } = await import('#core/flow/faults/explain-fault.ts');
  const text = errorsPage();
  return { text, json: { markdown: text } };
}

async function list(): Promise<Report> {
  const { ALL_FAULTS } = await import('#core/flow/faults/all-faults.ts');
  return {
    json: ALL_FAULTS.map(({ code, meaning }) => ({ code, meaning })),
    text: ({ bold }) =>
      ALL_FAULTS.map(({ code, meaning }) => `${bold(code)}  ${meaning}\n`).join(''),
  };
}

async function explained(code: string): Promise<Report> {
  const { ALL_FAULTS } = await import('#core/flow/faults/all-faults.ts');
  const { explainFault } = await import('#core/flow/faults/explain-fault.ts');
  const fault = ALL_FAULTS.find((each) => each.code === code);
  if (fault === undefined) {
    throw new NoSuchError(
      code,
      didYouMean(
        code,
        ALL_FAULTS.map((each) => each.code),
      ),
    );
  }
  const { meaning, wrong, right } = fault;
  return { text: explainFault(fault), json: { code, meaning, wrong, right } };
}
