import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compileCondition } from '#core/flow/liquid/condition.ts';
import { compileTemplate } from '#core/flow/liquid/template.ts';
import { lengthOf } from '#core/flow/model/offer.ts';

import { longestOf } from './longest.ts';
import { conditionNeeds, needsOf, setWhen } from './needs.ts';
import { printedBy, surelySays } from './prints.ts';
import { templateTree } from './tree.ts';
import { Trees } from './trees.ts';
import { truthOf } from './truth.ts';

const trees = new Trees();
const sorted = (names: Iterable<string>): string[] => [...names].sort();

describe('needsOf', () => {
  it.each([
    ['Hello', []],
    ['{{ a }} and {{ b.c }}', ['a', 'b']],
    ['{{ a | default: "x" }}', []],
    ['{{ a | default: b }}', ['b']],
    ['{{ a | append: b }}', ['a', 'b']],
    ['{% if a %}{{ a }}{% endif %}', []],
    ['{% if a %}{{ b }}{% endif %}', ['b']],
    ['{% if a != nil %}{{ a }}{% else %}{{ b }}{% endif %}', ['b']],
    ['{% if a == nil %}none{% else %}{{ a }}{% endif %}', []],
    ['{% unless a %}none{% else %}{{ a }}{% endunless %}', []],
    ['{% if a and b %}{{ a }}{{ b }}{% endif %}', []],
    ['{% if a or b %}{{ a }}{% endif %}', ['a']],
    ['{% case a %}{% when "x" %}1{% endcase %}', ['a']],
  ])('of %s are %p', (template, needs) => {
    expect(sorted(needsOf(templateTree(template)))).toEqual(needs);
  });
});

describe('conditionNeeds', () => {
  it.each([
    ['a', []],
    ['a == nil', []],
    ['not a', []],
    ['a == "x"', ['a']],
    ['a > 3 or b', ['a']],
    ['a != nil and a > 3', []],
    ['a == nil or a > 3', []],
    ['a or a > 3', ['a']],
  ])('of %s are %p', (condition, needs) => {
    expect(sorted(conditionNeeds(trees.condition(condition)))).toEqual(needs);
  });
});

const CONDITIONS = [
  ...['a', 'not a', 'a == "x"', 'a != nil', 'a == nil', 'a and b', 'a or b', 'a == b'],
  ...['a != "x" and b', 'not (a == nil)', 'a > b', '(a or b) and a != nil', 'not a or b == "x"'],
];
const aValue = fc.constantFrom<string | number | boolean | null>(null, 'x', 'y', true, false, 3);

describe('setWhen', () => {
  it('names only slots that are set whenever it came out so', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONDITIONS), aValue, aValue, (condition, a, b) => {
        const slots: Readonly<Record<string, unknown>> = { a, b };
        const holds = compileCondition(condition).test(slots, 0);

        for (const name of setWhen(trees.condition(condition), holds)) {
          expect(slots[name]).not.toBeNull();
        }
      }),
    );
  });
});

describe('truthOf', () => {
  it('decides only as the machine does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CONDITIONS),
        aValue,
        aValue,
        fc.boolean(),
        (condition, a, b, knowsB) => {
          const known = new Map([['a', a] as const, ...(knowsB ? [['b', b] as const] : [])]);
          const truth = truthOf(trees.condition(condition), known);

          if (truth !== undefined) {
            expect(compileCondition(condition).test({ a, b }, 0)).toBe(truth);
          }
        },
      ),
    );
  });
});

const TEMPLATES = [
  ...['{{ a }}', 'So {{ a }}!', '{{ a | upcase }}', '{{ a | truncate: 5 }}', '{{ a | append: b }}'],
  ...['{% if a %}{{ b }}{% else %}none{% endif %}', '{{ a | default: "nothing" }}'],
  ...['{{ a | replace: "a", "bb" }}', '{{ a | replace: "", "-" }}', '{{ a | slice: 1, 3 }}'],
  ...['{{ a | url_encode }}', '{{ a | truncatewords: 1 }}', '{{ a | size }}', '{{ a | strip }}'],
  ...['{{ a | capitalize }}', '{{ a | prepend: b | downcase }}', '{% unless a %}x{% endunless %}'],
  ...['{{ a | remove: "a" }}', '{{ a | truncate: 2 }}', '{{ a | slice: 0 }}'],
];
const aText = fc.option(
  fc.string({ unit: fc.constantFrom('a', 'ß', 'ŉ', 'é', '😀', ' ', 'ΐ'), maxLength: 20 }),
);

describe('longestOf', () => {
  it('is never less than what is rendered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), aText, aText, (template, a, b) => {
        const lengths: Readonly<Record<string, number>> = {
          a: lengthOf(a ?? ''),
          b: lengthOf(b ?? ''),
        };
        const rendered = compileTemplate(template).render({ a, b });

        const longest = longestOf(templateTree(template), ([name = '']) => lengths[name] ?? 0);

        expect(lengthOf(rendered)).toBeLessThanOrEqual(longest);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('surelySays', () => {
  it('says so only of texts that come out with words in them', () => {
    const full = fc.constantFrom('x', 'two words');
    fc.assert(
      fc.property(
        fc.constantFrom(...TEMPLATES),
        fc.option(full),
        fc.option(full),
        (template, a, b) => {
          const isFull = (name: string): boolean => (name === 'a' ? a : b) !== null;
          const rendered = compileTemplate(template).render({ a, b });

          if (surelySays(templateTree(template), isFull)) expect(rendered.trim()).not.toBe('');
        },
      ),
    );
  });
});

describe('printedBy', () => {
  it('names what can be read off the text, and not what only decides', () => {
    const tree = templateTree('{% if a %}{{ b.c | append: d }}{% endif %}');

    expect(sorted(printedBy(tree))).toEqual(['b', 'd']);
  });
});
