import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

import { editorSchemas } from './editor-schemas.ts';
import { FIELDS } from './fields.ts';

const ROOT = new URL('../../../../', import.meta.url);

type Node = Readonly<Record<string, unknown>>;

const isNode = (node: unknown): node is Node =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

function* nodesOf(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const each of node) yield* nodesOf(each);
  if (!isNode(node)) return;
  yield node;
  const { properties = {}, ...rest } = node;
  for (const part of Object.values(rest)) yield* nodesOf(part);
  if (isNode(properties)) for (const part of Object.values(properties)) yield* nodesOf(part);
}

function undescribed(schema: unknown): readonly string[] {
  return [...nodesOf(schema)].flatMap(({ properties }) =>
    Object.entries(isNode(properties) ? properties : {}).flatMap(([name, property]) =>
      isNode(property) && property['description'] === undefined ? [name] : [],
    ),
  );
}

describe('the schemas for editors', () => {
  it.each(editorSchemas().map(({ file, schema }) => [file, schema] as const))(
    '%s describes every name',
    (_file, schema) => {
      expect(undescribed(schema)).toEqual([]);
    },
  );

  it('have a use for every description', () => {
    const used = JSON.stringify(editorSchemas());

    const idle = [...FIELDS].filter(
      ([, [text]]) => !used.includes(JSON.stringify(text).slice(1, -1)),
    );

    expect(idle.map(([name]) => name)).toEqual([]);
  });

  it.each(editorSchemas().map(({ file, schema }) => [file, schema] as const))(
    '%s stands in docs as it is',
    (file, schema) => {
      const written = readFileSync(new URL(`docs/flows/schema/${file}`, ROOT), 'utf8');

      // Stale? `npm run docs:flows` writes it.
      expect(JSON.parse(written)).toEqual(schema);
    },
  );

  it.each([
    ['bot', 'bot.yaml'],
    ['flow', 'track-order.flow.yaml'],
    ['flow', 'returns.flow.yaml'],
    ['flow', 'menu.flow.yaml'],
    ['chat', 'returns.chat.yaml'],
    ['chat', 'menu.chat.yaml'],
  ])('take for a %s what is one: %s', (form, path) => {
    const schema = editorSchemas().find(({ file }) => file === `${form}.schema.json`)?.schema;
    const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema ?? {});
    const file: unknown = parse(readFileSync(new URL(`flows/${path}`, ROOT), 'utf8'));

    isValid(file);

    expect(isValid.errors).toBeNull();
    expect(isValid({ ...(file as object), nonsense: 1 })).toBe(false);
  });

  it('are named by the first line of every file of the sample bot', () => {
    const files = readdirSync(new URL('flows/', ROOT), { recursive: true, encoding: 'utf8' });

    const firstLines = files
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => readFileSync(new URL(`flows/${path}`, ROOT), 'utf8').split('\n', 1)[0]);

    for (const line of firstLines) {
      expect(line).toMatch(
        /^# yaml-language-server: \$schema=(\.\.\/)+docs\/flows\/schema\/(flow|bot|copy|chat)\.schema\.json$/,
      );
    }
  });
});
