import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Listening, RoutingTable } from './listening.ts';
import { type Phrase, PhraseTable } from './phrase-table.ts';
import { route } from './route.ts';

const inAll = <T>(text: string, value: T): Phrase<T> => ({ text, locale: undefined, value });
const table: RoutingTable = {
  optOut: new PhraseTable([inAll('stop', 'stop' as const)]),
  commands: new PhraseTable([inAll('menu', 'menu'), inAll('agent', 'agent')]),
  keywords: new PhraseTable([
    { text: 'my order', locale: 'en', value: 'track' },
    { text: 'order', locale: 'en', value: 'buy' },
    { text: 'pedido', locale: 'es', value: 'track' },
  ]),
  languages: new PhraseTable([inAll('spanish', 'es')]),
  corrections: new PhraseTable([inAll('no i meant', 'correction')]),
  welcome: 'hello',
};
const rest: Listening = {
  ...{ optOut: 'command.stop', commands: { menu: 'command.menu' }, keywords: 'within' },
  otherwise: 'no-match',
};
const asking: Listening = {
  ...{ ...rest, keywords: 'exactly', otherwise: 'invalid' },
  options: new PhraseTable([inAll('menu', 'the_menu'), inAll('stop', 'a_stop')]),
  answer: (text) => (text === '42' ? 42 : undefined),
};
const heard = (text: string, isFirst = false): Parameters<typeof route>[2] => ({
  ...{ text, locale: 'en', isFirst },
});

describe('route', () => {
  it.each([
    ['opt-out before the options', asking, 'STOP', 'command.stop'],
    ['the options before commands', asking, 'menu', 'option.the_menu'],
    ['commands before keywords', rest, 'Menu!', 'command.menu'],
    ['keywords before the answer', asking, 'my order', 'flow.track'],
    ['the answer', asking, '42', 'answer'],
    ['what is no answer', asking, 'hm', 'invalid'],
    ['the longest keyword in a sentence, at rest', rest, 'hi, where is my order?', 'flow.track'],
    ['no keyword in a sentence, in a question', asking, 'hi, where is my order?', 'invalid'],
    ['a command that does not count here as any text', rest, 'agent', 'no-match'],
    ['nothing to read', rest, ' \u0000', 'cannot-read'],
  ])('tries %s', (_what, listening, text, type) => {
    expect(route(table, listening, heard(text)).event?.type).toBe(type);
  });

  it('says which part took it and by which words', () => {
    expect(route(table, rest, heard('¡Mi PEDIDO!'))).toEqual({
      ...{ event: { type: 'flow.track' }, by: 'keyword', phrase: 'pedido', locale: 'es' },
    });
  });

  it('welcomes a first message that nothing understands', () => {
    expect(route(table, rest, heard('blah', true))).toMatchObject({ by: 'welcome' });
  });

  it('lets opting out beat all, whatever is open', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('stop', 'STOP', ' Stop! ', 'ｓｔｏｐ', '¡stop!'),
        fc.constantFrom(rest, asking),
        (text, listening) => {
          expect(route(table, listening, heard(text)).by).toBe('opt-out');
        },
      ),
    );
  });

  it('never names an event of XState, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.constantFrom('', 'xstate.after.1.'),
        (text, prefix) => {
          const type = route(table, asking, heard(prefix + text)).event?.type ?? '';

          expect(type.startsWith('xstate')).toBe(false);
        },
      ),
    );
  });
});
