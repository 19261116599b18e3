import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';
import { type ChatSource, readAllChats } from '#core/flow/read/read-chat.ts';

import { readBot } from '../../../test/support/flows/read-folder.ts';
import { coverageOf } from './coverage.ts';
import { mutationReport } from './mutation.ts';
import { runChats } from './run-chat.ts';
import { Touching } from './touching.ts';

/** Chats as if their customers spoke one language only; those without any are in the first. */
function inLocale(
  sources: readonly ChatSource[],
  locale: string,
  isFirst: boolean,
): readonly ChatSource[] {
  return sources.map(({ chats, source }) => {
    const ours = chats.filter(({ locales }) =>
      locales.length === 0 ? isFirst : locales.includes(locale),
    );
    return { source, chats: ours.map((chat) => ({ ...chat, locales: [locale] })) };
  });
}

describe.each(['flows', 'examples/bank-card-care', 'examples/airline-disruption'])(
  'the chats of %s',
  (folder) => {
    const files = readBot(folder);
    const compiled = compileRelease(files);
    if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
    const { release, source } = compiled;
    const { sources } = readAllChats(files);

    it.each(source.bot.locales)(
      'hold in %s, and come by each step, branch and timer, in the first by each interruption',
      (locale) => {
        const isFirst = locale === source.bot.locales[0];
        const touching = new Touching(release, source);
        const touched = new Set<string>();

        const outcomes = runChats(release, inLocale(sources, locale, isFirst), {
          onMoved: (moved) => {
            for (const item of touching.by(moved)) touched.add(item);
          },
        });

        expect(outcomes.flatMap(({ failure }) => failure?.problem.message ?? [])).toEqual([]);
        const wanted = ['steps', 'branches', 'timers', ...(isFirst ? ['interruptions'] : [])];
        const missing = coverageOf(source, touched).missing.filter(({ kind }) =>
          wanted.includes(kind),
        );
        expect(missing.map(({ flow, label }) => `${flow} ${label}`)).toEqual([]);
      },
    );

    it('notice every mistake that is made on purpose', () => {
      expect(mutationReport(release, source, sources).survivors).toEqual([]);
    });
  },
);
