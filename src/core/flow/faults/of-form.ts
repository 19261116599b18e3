import type { Fault } from './fault.ts';

const GREET = 'flow: greet\nsteps:\n  hello: { say: Hello }\n';
const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join('');

/** What a file has wrong by form: a name that means nothing, a value of another kind. */
export const FAULTS_OF_FORM: readonly Fault[] = [
  {
    code: 'flow.missing',
    meaning: 'Something that has to be there is not.',
    wrong: 'flow: age\nslots: { age: { type: integer } }\nsteps:\n  ask: { ask: age }\n',
    right:
      'flow: age\nslots: { age: { type: integer } }\nsteps:\n  ask: { ask: age, say: How old? }\n',
  },
  {
    code: 'flow.empty',
    meaning: 'A name has nothing after its colon, or only a comment.',
    wrong: 'flow: greet\nsteps:\n  hello:\n    say: #1 in shoes\n',
    right: 'flow: greet\nsteps:\n  hello:\n    say: "#1 in shoes"\n',
  },
  {
    code: 'flow.no-steps',
    meaning: 'A flow does what its steps say; this one has none, or more than 2,000.',
    wrong: 'flow: greet\ntitle: Greet\n',
    right: GREET,
  },
  {
    code: 'flow.wrong-name',
    meaning:
      'Steps, slots, flows and options are called by small letters, digits and _, a letter first. Some words are taken: end, rest, system.',
    wrong: 'flow: greet\nsteps:\n  Say Hello: { say: Hello }\n',
    right: 'flow: greet\nsteps:\n  say_hello: { say: Hello }\n',
  },
  {
    code: 'flow.unknown-kind',
    meaning:
      'One of its names makes a step what it is: say, ask, choose and so on. Here none does.',
    wrong: 'flow: greet\nsteps:\n  hello: { sya: Hello }\n',
    right: GREET,
  },
  {
    code: 'flow.unknown-key',
    meaning: 'The name has no meaning in this place; maybe it belongs one level up or down.',
    wrong: 'flow: greet\nsteps:\n  hello: { say: Hello, got: end }\n',
    right: 'flow: greet\nsteps:\n  hello: { say: Hello, goto: end }\n',
  },
  {
    code: 'flow.wrong-form',
    meaning: 'The value is not of the kind that is expected here.',
    wrong: 'flow: pause\nsteps:\n  rest_a_bit: { wait: 2 hours }\n',
    right: 'flow: pause\nsteps:\n  rest_a_bit: { wait: 2h }\n',
  },
  {
    code: 'flow.too-many-files',
    meaning: 'A release has 1,000 files at most.',
    wrong: GREET,
    right: GREET,
    beside: Array.from({ length: 1_001 }, (_, index) => ({
      path: `f${String(index)}.yaml`,
      text: '',
    })),
    isHidden: true,
  },
  {
    code: 'flow.too-much-text',
    meaning: 'The files of a release have 4,194,304 characters at most, all together.',
    wrong: GREET,
    right: GREET,
    beside: [{ path: 'more.yaml', text: 'x'.repeat(5_000_000) }],
    isHidden: true,
  },
  {
    code: 'flow.more-problems',
    meaning: 'After 500 problems the rest is counted: it is mostly the echo of the first ones.',
    wrong: `flow: greet\nsteps:\n${many(600, (index) => `  s${String(index)}: { say: Hello, goto: nowhere${String(index)} }\n`)}`,
    right: GREET,
    isHidden: true,
  },
];
