import type { z } from 'zod';

import { markedAmong, wordsOfField } from '../fields.ts';
import { BOT_SECTIONS, CHAT_SECTIONS, COPY_SECTION, FLOW_SECTION } from './file-sections.ts';
import { inline } from './inline.ts';
import { PART_SECTIONS } from './part-sections.ts';
import type { Chapter, Section } from './section.ts';
import { STEP_SECTIONS } from './step-sections.ts';
import { table } from './table.ts';
import { requiredForm, valueWords } from './value-words.ts';
import { WITHOUT_IT } from './without-it.ts';

/** The reference, a chapter after the other. */
export const CHAPTERS: readonly Chapter[] = [
  { title: 'Flows', text: '', sections: [FLOW_SECTION] },
  {
    title: 'Steps',
    text: 'A step is one of these, by the name that it has. Every step is called by its author, and keeps its name: customers may be standing in it.',
    sections: STEP_SECTIONS,
  },
  { title: 'What steps are made of', text: '', sections: PART_SECTIONS },
  { title: 'The bot', text: '', sections: BOT_SECTIONS },
  { title: 'Texts in other files', text: '', sections: [COPY_SECTION] },
  { title: 'Chats that try a bot', text: '', sections: CHAT_SECTIONS },
];

/** The page with every name of every file that designers write: `docs/flows/reference.md`. */
export function referencePage(): string {
  const chapters = CHAPTERS.map(({ title, text, sections }) =>
    [`## ${title}`, ...(text === '' ? [] : [text]), ...sections.map(sectionText)].join('\n\n'),
  );
  return `${[HEAD, ...chapters].join('\n\n')}\n`;
}

function sectionText({ title, text, form, example, more }: Section): string {
  return [
    `### ${title}`,
    text,
    ...(form === undefined ? [] : [table(COLUMNS, Object.keys(form.shape).map(rowOf(form)))]),
    ...(example === undefined ? [] : [`\`\`\`yaml\n# ${example.path}\n${example.text}\`\`\``]),
    ...(more === undefined ? [] : [more]),
  ].join('\n\n');
}

const COLUMNS = ['name', 'is', 'without it', 'means', 'for example'];

function rowOf({ shape }: NonNullable<Section['form']>): (name: string) => readonly string[] {
  const fields: Readonly<Record<string, z.ZodType>> = shape;
  const names = Object.keys(fields);
  return (name) => {
    const field = fields[name];
    if (field === undefined) throw new Error(`No such field: ${name}`);
    const [means = '', example] = wordsOfField(name, names) ?? [];
    const form = requiredForm(field);
    const without = form === field ? '_needed_' : (markedAmong(WITHOUT_IT, name, names) ?? '');
    const shown = example === undefined ? '' : `\`${inline({ [name]: example })}\``;
    return [`\`${name}\``, valueWords(form), without, means, shown];
  };
}

const HEAD = `# Every name in the files

<!-- Written by \`npm run docs:flows\` from the forms that files are read by; a test keeps it fresh. -->

What each file may hold, and what each name in it means. [Writing flows](../flows.md) tells it as a story,
[the guide](tasks.md) by what you want to do. Names in the first column are written as they stand; what is
_needed_ may not be left out. A _text_ is one for everybody, or one a language: \`{ en: Hello, es: Hola }\`;
[Liquid](../flows.md#steps) may stand in it. _Words_ are a list for everybody, or a list a language.`;
