import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';

import { runChats } from '#core/chat/run-chat.ts';

import { compileRelease } from '../../compile-release.ts';
import { STEP_KINDS } from '../../model/step.ts';
import { formatProblem } from '../../problem.ts';
import { readAllChats, readChats } from '../../read/read-chat.ts';
import { wordsOfField } from '../fields.ts';
import { CHAT_LINE_EXAMPLES } from './chat-lines-table.ts';
import { CHAPTERS, referencePage } from './reference-page.ts';
import { filesOfExample } from './section.ts';
import { STEP_SECTIONS } from './step-sections.ts';

const SECTIONS = CHAPTERS.flatMap(({ sections }) => sections);

describe('the reference', () => {
  it('stands in docs as it is made', () => {
    const page = readFileSync(
      new URL('../../../../../docs/flows/reference.md', import.meta.url),
      'utf8',
    );

    // Stale? `npm run docs:flows` writes it.
    expect(page).toBe(referencePage());
  });

  it('has a section for every kind of step', () => {
    expect(STEP_SECTIONS.map(({ title }) => title).sort()).toEqual(Object.keys(STEP_KINDS).sort());
  });

  it.each(
    SECTIONS.flatMap(({ title, form }) =>
      Object.entries((form?.shape ?? {}) as Record<string, z.ZodType>).map(
        ([name, field]) => [title, name, form, field] as const,
      ),
    ),
  )('%s: %s is explained, and its example is of its form', (_title, name, form, field) => {
    const [means, ...examples] = wordsOfField(name, Object.keys(form?.shape ?? {})) ?? [];

    expect(means).toMatch(/\.$/);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(field.safeParse(example).error?.message).toBeUndefined();
  });

  it.each(
    SECTIONS.flatMap(({ title, example }) =>
      example === undefined ? [] : [[title, example] as const],
    ),
  )('%s: its example compiles, and its chats hold', (_title, example) => {
    const files = filesOfExample(example);
    const compiled = compileRelease(files);
    const problems = 'problems' in compiled ? compiled.problems : [];
    const chats = readAllChats(files);
    const failures =
      'release' in compiled
        ? runChats(compiled.release, chats.sources).flatMap(({ failure }) => failure?.problem ?? [])
        : [];

    expect(
      [...problems, ...chats.problems, ...failures].map((each) => formatProblem(each)),
    ).toEqual([]);
  });

  it.each(Object.values(CHAT_LINE_EXAMPLES))('a line of a chat may be "%s"', (line) => {
    const read = readChats('x.chat.yaml', `chat: x\nsteps:\n  - ${line}\n`);

    expect('problems' in read ? read.problems : []).toEqual([]);
  });
});
