import { z } from 'zod';

import { BotFile } from '../model/bot.ts';
import { ChatFile } from '../model/chat.ts';
import { CopyFile } from '../model/copy-file.ts';
import { FlowFile } from '../model/flow-file.ts';
import { wordsOfField } from './fields.ts';

type Json = Record<string, unknown>;

/** A form of file as editors check and complete it. */
export interface EditorSchema {
  /** `flow.schema.json` */
  readonly file: string;
  readonly schema: Readonly<Json>;
}

const FILES = [
  ['flow', 'A flow of Parley', FlowFile],
  ['bot', 'bot.yaml of Parley: what all flows share', BotFile],
  ['copy', 'copy/<locale>.yaml of Parley: texts in another language', CopyFile],
  ['chat', 'A chat test of Parley', ChatFile],
] as const;

/**
 * JSON Schemas of all files that designers write, from the forms that they are read by.
 *
 * Draft 7, which the editors' YAML extensions know best; with a description of each name.
 */
export function editorSchemas(): readonly EditorSchema[] {
  return FILES.map(([name, title, form]) => {
    const schema = z.toJSONSchema(form, { target: 'draft-7', io: 'input', reused: 'ref' }) as Json;
    describe(schema);
    return { file: `${name}.schema.json`, schema: { ...schema, title } };
  });
}

/** Gives every name that has no description the one of the table. */
function describe(node: unknown): void {
  if (Array.isArray(node)) node.forEach(describe);
  if (!isMapping(node)) return;

  const { properties = {}, ...rest } = node;
  if (isMapping(properties)) {
    const names = Object.keys(properties);
    for (const [name, property] of Object.entries(properties)) {
      if (isMapping(property)) give(property, wordsOfField(name, names));
      describe(property);
    }
  }
  Object.values(rest).forEach(describe);
}

function give(property: Json, words: readonly [string, ...unknown[]] | undefined): void {
  if (words === undefined || property['description'] !== undefined) return;
  // Beside a $ref nothing else counts in this draft; so it moves inside.
  const { $ref } = property;
  if ($ref !== undefined) {
    property['allOf'] = [{ $ref }];
    delete property['$ref'];
  }
  const [description, ...examples] = words;
  property['description'] = description;
  if (examples.length > 0) property['examples'] = examples;
}

function isMapping(node: unknown): node is Json {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
