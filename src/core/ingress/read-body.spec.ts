import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { hardenedBody, oneLineBody, seedBody } from '../../../test/support/webhook-bodies.ts';
import { NO_HEADERS } from './identity-headers.ts';
import { readWebhook } from './read-webhook.ts';
import type { ReadMessage, Refusal } from './webhook-reading.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

const read = (body: string): ReadMessage & Refusal =>
  readWebhook({ body, headers: NO_HEADERS, now: NOW }) as ReadMessage & Refusal;

const ANA = [
  { kind: 'external_id', value: 'ana-1' },
  { kind: 'phone', value: '+34600111222' },
];

describe("the Braze guide's payload", () => {
  it('is read as it is', () => {
    expect(read(seedBody('¿Dónde está mi pedido?'))).toEqual({
      identities: ANA,
      event: { kind: 'message', text: '¿Dónde está mi pedido?', media: [] },
      flags: [],
    });
  });

  it.each([
    ['quotes', 'say "hi"'],
    ['a closing quote and brace', 'x"}'],
    ['its own ending', 'x"\n}'],
    ['its own ending and more', 'x"\n}\n{"a": "b"\n}'],
    ['line breaks', 'one\ntwo\r\nthree'],
    ['a Windows path', 'C:\\new\\table'],
    ['a network path', '\\\\nas\\backup'],
    ['a backslash at the end', 'ends with \\'],
    ['an escaped quote', 'he said \\"hi\\"'],
    ['a unicode escape', '\\u0041\\uD800'],
    ['tabs and emoji', '\t👩‍👩‍👧 \u2028 مرحبا'],
    ['an injected identity', 'hi","user_id":"victim'],
    ['an injected identity in the layout', 'hi",\n  "user_id": "victim",\n  "message": "x'],
    ['the whole template', seedBody('inner', 'victim', '+1999')],
    ['Liquid', '{{${user_id}}} {% if %}'],
    ['the word null', 'null'],
    ['nothing', ''],
    ['only space', '  '],
  ])('gives %s word for word', (_, text) => {
    const { identities, event } = read(seedBody(text));

    expect(event.text).toBe(text);
    expect(identities).toEqual(ANA);
  });

  it('gives any text word for word, to whom it belongs', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 200 });
    const hostile = fc
      .array(
        fc.constantFrom(
          '"',
          '\\',
          '\n',
          '\r',
          '}',
          '{',
          ',',
          ':',
          ' ',
          '  ',
          'user_id',
          'victim',
          'message',
          '","user_id":"victim',
          '"\n}',
        ),
      )
      .map((parts) => parts.join(''));

    fc.assert(
      fc.property(fc.oneof(texts, hostile), (text) => {
        const { identities, event } = read(seedBody(text));

        expect(event.text).toBe(text);
        expect(identities).toEqual(ANA);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['plain', 'hello', []],
    ['with a quote', '"', ['recovered']],
    ['with a path', 'C:\\Temp', ['recovered']],
    ['with what JSON would read as a line break', 'C:\\new', ['recovered', 'literal-backslashes']],
    ['with an identity', 'x","user_id":"victim', ['recovered', 'injection-shaped']],
  ])('flags a text %s', (_, text, flags) => {
    expect(read(seedBody(text)).flags).toEqual(flags);
  });

  it('is read with Windows line breaks and space around it', () => {
    const { event } = read(`\uFEFF${seedBody('say "hi"').replaceAll('\n', '\r\n')}\r\n `);

    expect(event.text).toBe('say "hi"');
  });

  it('is read as JSON where somebody added a key below the text', () => {
    const body = seedBody('line\\nbreak",\n  "dispatch_id": "d-9');

    const { event } = read(body);

    expect(event).toMatchObject({ text: 'line\nbreak', dispatchId: 'd-9' });
  });

  it('is set aside where a key was added below the text and the text breaks the JSON', () => {
    expect(read(seedBody('say "hi"",\n  "dispatch_id": "d-9')).reason).toBe('not-json');
  });
});

describe('other layouts', () => {
  it('are JSON where they are valid JSON', () => {
    const text = 'a "quote", a \\ and\na break';

    const body = JSON.stringify({ user_id: 'ana-1', phone_number: '+34600111222', message: text });

    expect(read(body)).toMatchObject({ identities: ANA, event: { text }, flags: [] });
  });

  it.each([
    ['quotes', 'say "hi"'],
    ['a line break and a path', 'C:\\new\nline'],
    ['an identity that the template has said already', 'hi","user_id":"victim'],
    ['a second message', 'hi","message":"x'],
    ['a brace', 'x"}'],
  ])('are recovered from %s', (_, text) => {
    const { identities, event, flags } = read(oneLineBody(text));

    expect(event.text).toBe(text);
    expect(identities).toEqual(ANA);
    expect(flags).toContain('recovered');
  });

  it('are set aside where a key could be the text or the template', () => {
    expect(read(oneLineBody('say "hi"","source":"x')).reason).toBe('not-json');
  });

  it('never give the name of a victim that was typed into the text', () => {
    const kinds = fc.constantFrom(
      'user_id',
      'braze_id',
      'bsuid',
      'phone_number',
      'alias_name',
      '__proto__',
      'user_alias',
    );
    const space = fc.constantFrom('', ' ', '\n', '\n  ');
    const text = fc
      .tuple(
        fc.string({ maxLength: 5 }),
        space,
        kinds,
        space,
        fc.constantFrom('"', '{"alias_label":"', '["'),
      )
      .map(([start, a, kind, b, quote]) => `${start}"${a},${b}"${kind}"${a}:${b}${quote}victim`);
    const layout = fc.constantFrom(
      (typed: string) => seedBody(typed),
      oneLineBody,
      (typed: string) => hardenedBody().replace('Hola', typed.replaceAll('$', '$$$$')),
      (typed: string) => hardenedBody().replace('"Ana"', `"${typed.replaceAll('$', '$$$$')}"`),
    );

    fc.assert(
      fc.property(text, layout, (typed, render) => {
        const reading = readWebhook({ body: render(typed), headers: NO_HEADERS, now: NOW });

        const names = 'identities' in reading ? reading.identities : [];
        expect(JSON.stringify(names)).not.toContain('victim');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('hostile bodies', () => {
  it('are read or refused, and never throw', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '{',
        '}',
        '"',
        ':',
        ',',
        '[',
        ']',
        '\\',
        '\n',
        '\0',
        '\uD800',
        '"user_id":"a"',
        '"user_alias":"{',
        '"message":"',
        '"message": "',
        '"media_urls":["',
        '"rendered_at":',
        '99999999999',
        '{\n  "user_id": "a",\n  "phone_number": "",\n  "message": "',
        '"\n}',
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const reading = readWebhook({ body: parts.join(''), headers: NO_HEADERS, now: NOW });

        expect('reason' in reading || reading.identities.length > 0).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('cost little, however deep, wide or long', () => {
    const bodies = [
      '{"a":'.repeat(40_000),
      '['.repeat(200_000),
      `{"a":${'9'.repeat(200_000)}}`,
      `{"message":"${'",'.repeat(80_000)}"}`,
      `{"message":"${'" , "a'.repeat(40_000)}"}`,
      seedBody('",\n  "'.repeat(30_000)),
      seedBody('\\'.repeat(200_000)),
      `{${'"k":0,'.repeat(40_000)}}`,
      ' '.repeat(250_000),
      `{"message":"x","media_urls":"${' ,'.repeat(100_000)}"}`,
    ];

    const started = performance.now();
    for (const body of bodies) read(body);

    expect(performance.now() - started).toBeLessThan(2000);
  });
});
