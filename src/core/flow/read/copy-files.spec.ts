import { describe, expect, it } from '@jest/globals';

import { A_BOT, filesOf } from '../../../../test/support/flow/a-release.ts';
import { compileRelease, type ReleaseFile } from '../compile-release.ts';
import { formatProblem, type Problem } from '../problem.ts';
import { readRelease } from './read-release.ts';

const FLOW = `flow: f
slots: { s: { type: text } }
steps:
  why:
    choose: true
    say: { text: Why?, image: 'https://x.example/a.png' }
    options:
      - { id: broken, title: Broken, goto: ask }
      - { id: late, title: Late, description: Too late, goto: ask }
    invalid:
      - Pick one
      - { say: [Again, Please], repeat: true }
      - handoff: {}
    silence: { after: 1h, say: Hello?, then: { after: 2h, goto: end } }
  ask: { ask: s, say: ['Which, {{ s }}?', { random: [One, Two] }], invalid: ["No"] }
  bye: { say: '{{ s }}' }
`;
const ES = `
f:
  why:
    say: ¿Por qué?
    options: { broken: Roto, late: { title: Tarde, description: Demasiado tarde } }
    invalid: [Elige una, { say: [Otra vez, Por favor] }]
    silence: { say: ¿Hola? }
  ask: { say: ['¿Cuál, {{ s }}?', { random: [Uno, Dos] }], invalid: ['No'] }
menu: { pick: { say: ¿Menú?, options: { a: Alfa, b: Beta } } }
bot: { no_match: No te entiendo }
`;

const files = (es: string, flow = FLOW, bot = A_BOT): readonly ReleaseFile[] => [
  ...filesOf([flow], bot),
  { path: 'copy/es.yaml', text: es },
];

function problemsIn(given: readonly ReleaseFile[]): readonly Problem[] {
  const compiled = compileRelease(given);
  return 'problems' in compiled ? compiled.problems : [];
}

function hashesIn(given: readonly ReleaseFile[]): unknown {
  const compiled = compileRelease(given);
  if ('release' in compiled) return compiled.release.hashes;
  throw new Error(compiled.problems.map((problem) => formatProblem(problem)).join('\n'));
}

describe('copy/<locale>.yaml', () => {
  it('comes to stand beside the first language', () => {
    const { source, problems } = readRelease(files(ES));

    expect(problems).toEqual([]);
    const steps = source.flows.find(({ flow }) => flow.name === 'f')?.flow.steps;
    expect(steps?.get('why')).toMatchObject({
      say: { text: { en: 'Why?', es: '¿Por qué?' }, image: 'https://x.example/a.png' },
      options: [
        { title: { en: 'Broken', es: 'Roto' } },
        { description: { en: 'Too late', es: 'Demasiado tarde' } },
      ],
      invalid: [
        { en: 'Pick one', es: 'Elige una' },
        { say: [{ en: 'Again', es: 'Otra vez' }, { es: 'Por favor' }] },
        {},
      ],
      silence: { say: { en: 'Hello?', es: '¿Hola?' } },
    });
    expect(steps?.get('ask')).toMatchObject({
      say: [{ es: '¿Cuál, {{ s }}?' }, { random: [{ es: 'Uno' }, { es: 'Dos' }] }],
    });
    expect(source.bot.copy?.no_match).toMatchObject({ es: 'No te entiendo' });
  });

  it.each([
    ['copy.missing', ES.replace('broken: Roto, ', ''), 'flow-1.yaml', 8],
    ['copy.missing', ES.replace('    say: ¿Por qué?\n', ''), 'flow-1.yaml', 6],
    ['copy.superfluous', `${ES}\nunheard: { a: { say: Hola } }`, 'copy/es.yaml', 12],
    ['copy.superfluous', ES.replace('  ask:', '  aks: { say: Hola }\n  ask:'), 'copy/es.yaml', 8],
    ['copy.superfluous', ES.replace('late: {', 'lost: Ido, late: {'), 'copy/es.yaml', 5],
    ['flow.unknown-key', ES.replace('silence: { say', 'silence: { sya'), 'copy/es.yaml', 7],
    ['flow.unknown-variable', ES.replace('{{ s }}', '{{ t }}'), 'copy/es.yaml', 8],
    ['flow.too-long', ES.replace('Tarde', 'Muy tarde y demasiado largo'), 'copy/es.yaml', 5],
  ])('is told by %s what is wrong with it', (code, es, file, line) => {
    const problems = problemsIn(files(es));

    expect(problems).toContainEqual(expect.objectContaining({ code, file, line }));
  });

  it('guesses which step was meant', () => {
    const problems = problemsIn(files(ES.replace('  ask:', '  aks:')));

    expect(problems.find(({ code }) => code === 'copy.superfluous')?.didYouMean).toBe('ask');
  });

  it('finds a text that stands in both places', () => {
    const flow = FLOW.replace('say: Hello?', 'say: { en: Hello?, es: ¿Qué tal? }');

    expect(problemsIn(files(ES, flow)).map(({ code }) => code)).toEqual(['copy.twice']);
  });

  it.each([
    ['copy/en.yaml', 'copy.first-language'],
    ['copy/de.yaml', 'copy.unknown-locale'],
    ['copy/spanish.yaml', 'copy.unknown-locale'],
  ])('takes no %s', (path, code) => {
    const problems = problemsIn([...filesOf([]), { path, text: 'bot: { no_match: Hm }' }]);

    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('says nothing of a flow that could not be read', () => {
    const problems = problemsIn(files(ES, FLOW.replace('flow: f', 'flow: f\nfoo: 1')));

    expect(problems.map(({ code }) => code)).toEqual(['flow.unknown-key']);
  });
});

describe('the hashes of a release', () => {
  it('stay where blanks, comments and the order of files change', () => {
    const other = `# Español\n${ES.trim().split('\nmenu:').reverse().join('\n').replace(/^/, 'menu:')}\n`;

    expect(hashesIn([...files(other)].reverse())).toEqual(hashesIn(files(ES)));
  });

  it('tell words from logic', () => {
    const before = hashesIn(files(ES));

    const reworded = hashesIn(files(ES.replace('Uno', 'Un')));
    const changed = hashesIn(files(ES, FLOW.replace('after: 1h', 'after: 3h')));

    expect(reworded).toMatchObject({ logic: (before as { logic: string }).logic });
    expect(reworded).not.toEqual(before);
    expect(changed).toMatchObject({ copy: (before as { copy: string }).copy });
    expect(changed).not.toEqual(before);
  });
});
