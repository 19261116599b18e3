import { describe, expect, it } from '@jest/globals';

import { heardOf, hiddenIn, type KeptSaid } from './heard.ts';

const bot = (seq: number, step: string, isSaid = true): KeptSaid => ({
  ...{ seq, who: 'bot', text: `${step}?`, step, isSaid },
});
const wrote = (seq: number, text: string, isSaid = true): KeptSaid => ({
  ...{ seq, who: 'customer', text, isSaid },
});
const HIDDEN = ['pay.pin'];

describe('heardOf', () => {
  it('hides the answer to a sensitive question whose own bubble was cancelled', () => {
    const log = [wrote(1, 'pay'), bot(1, 'pay.pin', false), wrote(2, 'pin-4711')];

    const { said, shown } = heardOf(log, HIDDEN);

    expect(said.map(({ text }) => text)).toEqual(['pay', '[hidden]']);
    expect(shown('It is pin-4711.')).toBe('It is [hidden].');
  });

  it('hides it where the question stands and what ended it was cancelled', () => {
    const log = [bot(1, 'pay.pin'), wrote(2, 'well'), bot(2, 'pay.done', false), wrote(3, '4711')];

    expect(heardOf(log, HIDDEN).said.map(({ text }) => text)).toEqual([
      ...['pay.pin?', '[hidden]', '[hidden]'],
    ]);
  });

  it('hides it wherever it stands, and what else is kept from models', () => {
    const log = [bot(1, 'pay.pin'), wrote(2, 'pin-4711'), bot(2, 'pay.done')];
    const echo: KeptSaid = { ...bot(3, 'pay.echo'), text: 'pin-4711 of Ana, right?' };

    const { said } = heardOf([...log, echo], HIDDEN, ['of Ana']);

    expect(said.at(-1)?.text).toBe('[hidden] [hidden], right?');
  });

  it('leaves out what was not said, and keeps the order and the numbers of the rest', () => {
    const log = [wrote(1, 'Hi'), bot(1, 'a.b', false), wrote(2, 'aside', false), wrote(3, 'Well?')];

    expect(heardOf(log, []).said).toEqual([
      { seq: 1, who: 'customer', text: 'Hi' },
      { seq: 3, who: 'customer', text: 'Well?' },
    ]);
  });
});

describe('hiddenIn', () => {
  it('reads steps, whatever stands in the row', () => {
    expect(hiddenIn({ hidden: ['pay.pin', 7] })).toEqual(['pay.pin']);
    expect(hiddenIn({ hidden: 'pay.pin' })).toEqual([]);
    expect(hiddenIn({})).toEqual([]);
  });
});
