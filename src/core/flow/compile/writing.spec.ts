import { describe, expect, it } from '@jest/globals';

import { aRelease, problemsOf } from '../../../../test/support/flow/a-release.ts';
import { Chat } from '../../../../test/support/flow/chat.ts';

function written(write: string, slots = ''): unknown {
  const flow = `
flow: note
start: { keywords: [go] }
slots:
  size: { type: text, default: M }
  unset: { type: text }
  day: { type: date, default: '2026-05-06' }
  count: { type: integer, default: 3 }
  sizes: { type: list, of: text, default: [S, M] }
  order: { type: object, fields: { no: text, paid: boolean }, default: { no: A1, paid: true } }
  orders: { type: list, of: { type: object, fields: { no: text } }, default: [{ no: A1 }] }
${slots}
steps:
  it: { say: Noted., write: ${write} }
`;
  const chat = new Chat(aRelease([flow]));
  chat.says('go');
  return chat.effects.flatMap((effect) =>
    effect.kind === 'write-back' ? [effect.attributes] : [],
  );
}

describe('writing', () => {
  it.each<[string, string, unknown]>([
    ['a list', "{ l: [a, '{{ size }}'] }", { l: ['a', 'M'] }],
    ['a slot’s own object', "{ o: '{{ order }}' }", { o: { no: 'A1', paid: true } }],
    ['what is added', "{ l: { add: '{{ size }}' } }", { l: { add: ['M'] } }],
    ['all of a list', "{ l: { add: '{{ sizes }}' } }", { l: { add: ['S', 'M'] } }],
    [
      'objects, by their own word',
      "{ l: { add: '{{ orders }}' } }",
      { l: { $add: [{ no: 'A1' }] } },
    ],
    ['what is taken out', '{ l: { remove: [S] } }', { l: { remove: ['S'] } }],
    [
      'objects taken out by a field',
      "{ l: { remove: '{{ order.no }}', by: no } }",
      { l: { $remove: [{ $identifier_key: 'no', $identifier_value: 'A1' }] } },
    ],
    ['what is counted', "{ n: { inc: '{{ count }}' } }", { n: { inc: 3 } }],
    ['a moment', "{ t: { time: '{{ day }}' } }", { t: { $time: '2026-05-06' } }],
    ['an object', "{ o: { object: { size: '{{ size }}', n: 1 } } }", { o: { size: 'M', n: 1 } }],
    [
      'some fields of an object',
      "{ o: { merge: { size: '{{ size }}', unset: '{{ unset }}' } } }",
      { o: { size: 'M' }, _merge_objects: true },
    ],
  ])('writes %s', (_, attributes, expected) => {
    expect(written(`{ attributes: ${attributes} }`)).toEqual([expected]);
  });

  it.each([
    ["{ a: '{{ unset }}' }"],
    ["{ l: { add: '{{ unset }}' } }"],
    ["{ l: { remove: ['{{ unset }}'] } }"],
    ["{ n: { inc: '{{ size }}' } }"],
    ["{ t: { time: '{{ size }}' } }"],
    ["{ o: { merge: { x: '{{ unset }}' } } }"],
  ])('writes nothing for %s, which comes to nothing', (attributes) => {
    expect(written(`{ attributes: ${attributes} }`)).toEqual([]);
  });

  it('finds what is wrong in a value within another', () => {
    const flow = `
flow: note
start: { keywords: [go] }
steps:
  it: { say: Noted., write: { attributes: { l: { add: ['{{ nobody }}'] } } } }
`;

    expect(problemsOf([flow])).toMatchObject([
      { line: 5, message: expect.stringMatching(/nobody/) },
    ]);
  });
});
