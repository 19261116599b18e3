import { describe, expect, it } from '@jest/globals';

import { compileCondition } from './condition.ts';
import { compileTemplate, onlyPathOf } from './template.ts';

const scope = { name: 'Ann', total: 120, late: true, gone: null, day: '2026-03-04' };

describe('compileCondition', () => {
  it.each([
    ['total > 100 and late', true],
    ['name == "Ann"', true],
    ['gone > 3', false],
    ['name > 3', false],
    ['(name | upcase) == "ANN"', true],
    ['not late', false],
    ['name contains "n" and (late or total < 5)', true],
  ])('tests %s', (source, holds) => {
    expect(compileCondition(source).test(scope, 0)).toBe(holds);
  });

  it.each([
    ...[
      'total >',
      '> 3',
      'total 100',
      'total > 100 )',
      'a <> b',
      '1 > 0 > 0',
      'a and b or c',
      '"x"',
    ],
    ...['name | upcase', '(1..5)', 'a = b', '', `${'('.repeat(600)}a`, '(a | sort) == 1'],
  ])('refuses %s', (source) => {
    expect(() => compileCondition(source)).toThrow();
  });

  it('lists what it reads, with the place', () => {
    expect(compileCondition('late and total > 1').variables).toEqual([
      ...[
        { path: ['late'], at: 0 },
        { path: ['total'], at: 9 },
      ],
    ]);
  });
});

describe('compileTemplate', () => {
  it.each([
    ['plain', 'plain'],
    ['Hi {{ name | upcase }}', 'Hi ANN'],
    ['{% if late %}late{% else %}fine{% endif %}', 'late'],
    ["{{ day | date: '%d.%m.' }}", '04.03.'],
    ["{{ 'now' | date: '%Y' }}", 'now'],
    ["{{ day | date: '%9000000d' }}", '04'],
    ['[{{ gone }}]', '[]'],
    ['{{ name }} owes {{total}}, {{ late }}', 'Ann owes 120, true'],
    ['Hi  {{- name -}}  !', 'HiAnn!'],
    ["{{ 'now' }} {{ name.size }} {{ total }}", 'now 3 120'],
  ])('renders %s', (source, text) => {
    expect(compileTemplate(source).render(scope)).toBe(text);
  });

  it.each([
    ...["{% include '/etc/passwd' %}", "{% render 'x' %}", "{% layout 'x' %}", '{{ a | sort }}'],
    ...['{% for i in (1..9) %}{% endfor %}', '{% capture a %}x{% endcapture %}', '{{ open'],
    ...[
      '{% assign a = 1 %}',
      '{% raw %}x{% endraw %}',
      '{% if a %}'.repeat(100),
      'x'.repeat(7_000),
    ],
  ])('refuses %s', (source) => {
    expect(() => compileTemplate(source)).toThrow();
  });

  it('prints a value as it is, once', () => {
    const { render } = compileTemplate('Hi {{ name }}');

    expect(render({ name: '{{ total }}{% raw %}' })).toBe('Hi {{ total }}{% raw %}');
  });

  it('knows a template that is nothing but a slot', () => {
    expect([' {{ total }} ', '{{ a.b }}', '{{ total }}.'].map(onlyPathOf)).toEqual([
      ...[['total'], ['a', 'b'], undefined],
    ]);
  });
});
