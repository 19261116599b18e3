import { describe, expect, it } from '@jest/globals';

import type { Said } from './prompt.ts';
import { withoutSensitive } from './without-sensitive.ts';

const bot = (step: string): Said => ({ who: 'bot', text: step, step });
const customer = (text: string): Said => ({ who: 'customer', text });

describe('withoutSensitive', () => {
  it('hides what is written from such a question to the next thing that the bot says', () => {
    const said = [
      ...[bot('pay.name'), customer('Ana'), bot('pay.iban'), customer('it is'), customer('12 34')],
      ...[
        { who: 'agent', text: 'Hm' } as const,
        customer('or 56'),
        bot('pay.done'),
        customer('ok'),
      ],
    ];

    const shown = withoutSensitive(said, ['pay.iban']).map(({ text }) => text);

    expect(shown).toEqual([
      ...[
        'pay.name',
        'Ana',
        'pay.iban',
        '[hidden]',
        '[hidden]',
        'Hm',
        '[hidden]',
        'pay.done',
        'ok',
      ],
    ]);
  });

  it('hides nothing where nothing is sensitive', () => {
    const said = [bot('pay.iban'), customer('12 34')];

    expect(withoutSensitive(said, [])).toEqual(said);
  });
});
