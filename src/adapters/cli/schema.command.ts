import type { Command } from 'commander';

import type { CliDeps } from './cli-deps.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

interface SchemaOptions extends ReportOptions {
  readonly out?: string;
  readonly markdown?: boolean;
}

export function schemaCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('schema')
    .description('the JSON Schemas that let editors check and complete flows, bots, copy and chats')
    .option('--out <folder>', 'write them there; without it they are shown')
    .option('--markdown', 'the reference, a page for people');
  reports<SchemaOptions>(command, deps, ({ out, markdown }) =>
    markdown === true ? reference() : schemas(out, deps),
  );
}

async function reference(): Promise<Report> {
  const { referencePage } = await import('#core/flow/schema/reference/reference-page.ts');
  const text = referencePage();
  return { text, json: { markdown: text } };
}

async function schemas(out: string | undefined, { writeFile }: CliDeps): Promise<Report> {
  const { editorSchemas } = await import('#core/flow/schema/editor-schemas.ts');
  const all = editorSchemas();
  const json = Object.fromEntries(all.map(({ file, schema }) => [file, schema]));
  if (out === undefined) return { json, text: `${JSON.stringify(json, null, 2)}\n` };

  const folder = out.replace(/(?<=.)\/+$/, '');
  const paths = all.map(({ file }) => `${folder}/${file}`);
  for (const { file, schema } of all) {
    await writeFile(`${folder}/${file}`, `${JSON.stringify(schema, null, 2)}\n`);
  }
  return { json: { written: paths }, text: paths.map((path) => `${path}\n`).join('') };
}
