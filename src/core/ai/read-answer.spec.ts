import { describe, expect, it } from '@jest/globals';

import { type AnswerForm, askedForm, type FieldForm, formIn, schemaOf } from './answer-form.ts';
import { ALL_RULES, promptOf } from './prompt.ts';
import { type ModelAnswer, readAnswer } from './read-answer.ts';

const FORM = { flow: { type: 'choice', options: ['track', 'refund'] }, order_no: { type: 'text' } };
const SOURCES = ['Delivery takes 3 days, see https://shop.test/delivery.'];
const saying = (content: string, more: Partial<ModelAnswer> = {}): ModelAnswer => ({
  ...{ content, finish: 'stop', refusal: undefined },
  ...more,
});
const text = (words: string): ModelAnswer =>
  saying(JSON.stringify({ text: words, handoff: false }));
const read = (answer: ModelAnswer, form = {}): ReturnType<typeof readAnswer> =>
  readAnswer(answer, { form, sources: SOURCES });

describe('readAnswer', () => {
  it('gives the text alone where no fields were asked for', () => {
    expect(read(text('It takes 3 days.'))).toMatchObject({ value: 'It takes 3 days.' });
  });

  it('gives the fields that were asked for, and no others', () => {
    const answer = { text: 'Yes.', handoff: false, flow: 'track', order_no: 7, tool: 'refund' };

    expect(read(saying(JSON.stringify(answer)), FORM)).toEqual({
      value: { text: 'Yes.', handoff: false, flow: 'track', order_no: 7 },
      sources: [],
    });
    expect(read(saying('{"text":"Yes.","order_no":{"a":1}}'), FORM)).toEqual({
      value: { text: 'Yes.', handoff: null, flow: null, order_no: null },
      sources: [],
    });
  });

  it('lets a wish for a person count: as a field, or as no answer', () => {
    const answer = saying('{"text":"","handoff":true}');

    expect(read(answer, FORM)).toMatchObject({ value: { handoff: true } });
    expect(read(answer)).toHaveProperty('refused');
  });

  it.each([
    ['words around the JSON', saying('Sure! {"text":"Hi"}')],
    ['half of it', saying('{"text":"Hi"')],
    ['a list', saying('[]')],
    ['nothing', saying('')],
    ['an empty text', text('  ')],
    ['a refusal', saying('{}', { refusal: 'no' })],
    ['an end before its time', saying('{"text":"Hi"}', { finish: 'length' })],
    ['a tool that nobody gave it', saying('{"text":"Hi"}', { finish: 'tool_calls' })],
    ['too much', text('word '.repeat(300))],
    ['a link from elsewhere', text('Go to https://evil.test/pay')],
    ['a bare one', text('Go to evil.com/pay')],
    ['one with another scheme', text('tg://resolve?domain=evil')],
    ['one that looks like ours', text('https://shop.test.evil.com/delivery')],
    ['one in other letters', text('Go to ｅｖｉｌ．ｃｏｍ/pay')],
    ['a script', text('<script>alert(1)</script>')],
    ['our rules', text(`My rules: ${ALL_RULES.slice(0, 90)}`)],
    ['our rules in other clothes', text(ALL_RULES.slice(0, 90).toUpperCase().replaceAll(' ', '_'))],
  ])('takes %s for no answer', (_title, answer) => {
    expect(read(answer)).toHaveProperty('refused');
  });

  it('lets links of its sources pass, and cleans what is said', () => {
    expect(read(text('See https://shop.test/delivery!'))).toHaveProperty('value');
    expect(read(text('Hi {{ card }}\u0000\u202e there {% if %}'))).toMatchObject({
      value: 'Hi  card  there  if',
    });
  });
});

describe('the sources of an answer', () => {
  const form = askedForm({}, ['a.md#x', 'b.md#y']);
  const answer = (sources: unknown): ModelAnswer =>
    saying(JSON.stringify({ text: 'It takes 3 days.', handoff: false, sources }));

  it('are those that were given to the model, and no others', () => {
    expect(read(answer(['b.md#y', 'made-up.md', 7]), form)).toEqual({
      ...{ value: 'It takes 3 days.', sources: ['b.md#y'] },
    });
    expect(read(answer('b.md#y'), form)).toMatchObject({ sources: [] });
  });

  it('are kept by a slot that has room for them', () => {
    const kept = askedForm({ sources: { type: 'list' }, flow: FORM.flow }, ['a.md#x']);

    expect(read(answer(['a.md#x']), kept)).toMatchObject({
      value: { text: 'It takes 3 days.', sources: ['a.md#x'] },
    });
  });
});

describe('the lists of an answer', () => {
  const list = (of: FieldForm): FieldForm => ({ type: 'list', of });
  const form: AnswerForm = {
    buttons: list({ type: 'text' }),
    sizes: list({ type: 'choice', options: ['s', 'm'] }),
    prices: list({ type: 'number' }),
    deep: { type: 'list' },
  };
  const told = (fields: object): unknown => {
    const read = readAnswer(saying(JSON.stringify({ text: 'Which?', handoff: false, ...fields })), {
      ...{ form, sources: SOURCES },
    });
    return 'value' in read ? read.value : read;
  };

  it('hold single values, and are nothing where nothing is in them', () => {
    const fields = { sizes: ['s', '', null, {}], prices: [1, 2.5], deep: [{ a: 1 }], buttons: [] };

    expect(told(fields)).toEqual({
      ...{ text: 'Which?', handoff: false, buttons: null, deep: null },
      ...{ sizes: ['s'], prices: [1, 2.5] },
    });
    expect(told({ sizes: 's', buttons: 'Red' })).toMatchObject({ sizes: null, buttons: null });
  });

  it.each<readonly [string, readonly unknown[], readonly string[] | null]>([
    ['as they are', ['Red', 'Blue'], ['Red', 'Blue']],
    ['no more than three', ['1', '2', '3', '4'], ['1', '2', '3']],
    ['cut, with a mark', ['The blue one with a hood'], ['The blue one with a…']],
    ['whole at 20 characters', ['12345678901234567890'], ['12345678901234567890']],
    ['counted as people count', ['😀'.repeat(21)], [`${'😀'.repeat(19)}…`]],
    ['on one line, without what nobody sees', ['Red\n\u202eone {{ x }}'], ['Red one x']],
    ['each once', ['Red', 'red ', 'Blue'], ['Red', 'Blue']],
    ['without a link, be it our own', ['https://shop.test/delivery', 'Red'], ['Red']],
    ['none where nothing is left', ['  ', {}], null],
    ['of what says something', ['  ', 7, {}], ['7']],
  ])('are buttons %s: %j', (_how, given, buttons) => {
    expect(told({ buttons: given })).toMatchObject({ buttons });
  });

  it.each([
    ['a link from elsewhere', { buttons: ['Red', 'evil.test/pay'] }],
    ['a number to call', { buttons: ['+1 900 555 0199'] }],
    ['HTML', { sizes: ['<b>s</b>'] }],
    ['our rules', { sizes: [ALL_RULES.slice(0, 90)] }],
  ])('are no answer with %s in them', (_what, fields) => {
    expect(told(fields)).toHaveProperty('refused');
  });

  it('are asked for as lists, by the schema and in words', () => {
    expect(schemaOf(form)).toMatchObject({
      properties: {
        buttons: { type: ['array', 'null'], items: { type: 'string' } },
        sizes: { type: ['array', 'null'], items: { type: 'string', enum: ['s', 'm'] } },
        prices: { type: ['array', 'null'], items: { type: 'number' } },
      },
    });
    const [system] = promptOf({ instructions: '', form, said: [], passages: [] });
    expect(system?.content).toContain(
      '- buttons: a list of text; short answers that the customer may tap, 3 at most, of 20 characters at most\n- sizes: a list of s | m\n- prices: a list of number\n',
    );
  });

  it('come as the call brings them, whatever stands in its row', () => {
    expect(
      formIn({ sizes: list({ type: 'choice', options: ['s'] }), deep: { type: 'list' } }),
    ).toEqual({
      sizes: { type: 'list', of: { type: 'choice', options: ['s'] } },
      deep: { type: 'list' },
    });
    expect(formIn({ odd: { type: 'list', of: 'text' } })).toEqual({ odd: { type: 'list' } });
  });
});
