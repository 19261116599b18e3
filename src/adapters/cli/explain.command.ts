import type { Command } from 'commander';

import { BUILT_IN_PLACES, explainText, type Explanation } from '#core/chat/explain-text.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { didYouMean } from '#core/flow/did-you-mean.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import type { CliDeps } from './cli-deps.ts';
import { NoSuchLocale, NoSuchStep } from './cli-errors.ts';
import { FOLDER_ARGUMENT, FOLDER_HELP, readFlows } from './flows.ts';
import { onSoundFlows } from './on-sound-flows.ts';
import type { Paint } from './paint.ts';
import { type Report, type ReportOptions, reports } from './report.ts';
import { transcriptText } from './test/outcome-text.ts';

interface ExplainOptions extends ReportOptions {
  readonly at?: string;
  readonly locale?: string;
  readonly first?: boolean;
}

export function explainCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('explain')
    .description('say why a text goes where it goes: what it could mean, and what it does mean')
    .argument('<text>', 'what a customer writes')
    .argument(FOLDER_ARGUMENT, FOLDER_HELP)
    .option(
      '--at <flow.step>',
      `where the customer stands; also ${BUILT_IN_PLACES.join(', ')}`,
      'rest',
    )
    .option('--locale <language>', "the customer's language, such as es")
    .option('--first', 'it is the first that they ever write');
  reports<ExplainOptions>(command, deps, (options, text = '', folder) =>
    explained(text, folder, options, deps),
  );
}

async function explained(
  text: string,
  given: string | undefined,
  { at = 'rest', locale, first }: ExplainOptions,
  deps: CliDeps,
): Promise<Report> {
  return onSoundFlows(await readFlows(given, deps), ({ release, source }) => {
    refuseLocale(release, locale);
    const explanation = explainText(release, text, { at, locale, isFirst: first });
    if (explanation === undefined) throw new NoSuchStep(at, guess(at, source));
    return { json: explanation, text: (paint) => explanationText(explanation, paint) };
  });
}

function refuseLocale({ bot }: CompiledRelease, locale: string | undefined): void {
  if (locale !== undefined && !bot.locales.includes(locale)) {
    throw new NoSuchLocale(locale, bot.locales);
  }
}

function guess(at: string, { flows }: ReleaseSource): string | undefined {
  const steps = flows.flatMap(({ flow }) =>
    [...flow.steps.keys()].map((step) => `${flow.name}.${step}`),
  );
  const exact = steps.find((step) => step.endsWith(`.${at}`));
  return exact ?? didYouMean(at, [...steps, ...BUILT_IN_PLACES]);
}

function explanationText(
  { text, at, locale, parts, then, leadsTo }: Explanation,
  paint: Paint,
): string {
  const width = Math.max(...parts.map(({ part }) => part.length));
  const lines = parts.map(({ part, meaning, wins }) => {
    const name = part.padEnd(width);
    if (wins) return `${paint.green('✓')} ${paint.bold(name)}  ${meaning ?? ''}`;
    return meaning === undefined
      ? paint.dim(`  ${name}  –`)
      : `  ${name}  ${paint.dim(`would: ${meaning}`)}`;
  });
  return [
    `"${text}" at ${paint.bold(at)}, in ${locale}:`,
    ...lines,
    '',
    'Then:',
    ...(then.length === 0 ? [paint.dim('  nothing is said')] : []),
    ...then.map((line) => `  ${transcriptText(line, paint)}`),
    `  ${paint.dim(leadsTo === at ? `stays at ${at}` : `goes on at ${leadsTo}`)}`,
    '',
  ].join('\n');
}
