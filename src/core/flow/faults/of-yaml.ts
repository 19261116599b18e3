import type { Fault } from './fault.ts';

const GREET = 'flow: greet\nsteps:\n  hello:\n    say: Hello\n';
const say = (text: string): string => GREET.replace('Hello', text);

/** What a text has wrong before it is a flow at all. */
export const FAULTS_OF_YAML: readonly Fault[] = [
  {
    code: 'flow.not-yaml',
    meaning: 'The file is not YAML, in a way that has no error of its own here.',
    wrong: 'flow: greet ]\nsteps: ]\n',
    right: GREET,
  },
  {
    code: 'flow.tab',
    meaning: 'YAML tells by spaces what belongs to what. A tab is as wide as each editor wants.',
    wrong: 'flow: greet\nsteps:\n\thello:\n\t\tsay: Hello\n',
    right: GREET,
  },
  {
    code: 'flow.bad-indent',
    meaning: 'Lines that belong together start in the same column.',
    wrong: 'flow: greet\nsteps:\n  hello:\n    say: Hello\n   goto: end\n',
    right: 'flow: greet\nsteps:\n  hello:\n    say: Hello\n    goto: end\n',
  },
  {
    code: 'flow.no-space-after-colon',
    meaning: 'Without the space, name and value are one word.',
    wrong: 'flow: greet\nsteps:\n  hello:\n    say:Hello\n    goto: end\n',
    right: 'flow: greet\nsteps:\n  hello:\n    say: Hello\n    goto: end\n',
  },
  {
    code: 'flow.unclosed-quote',
    meaning: 'The text goes on to the next quote of its kind, which may be the end of the file.',
    wrong: say('"Hello'),
    right: say('"Hello"'),
  },
  {
    code: 'flow.quote-ends-early',
    meaning: 'An apostrophe is a single quote too, and ends a text in single quotes.',
    wrong: say("'It's open'"),
    right: say('"It\'s open"'),
  },
  {
    code: 'flow.unclosed-bracket',
    meaning: 'What { or [ opens, } or ] closes; all lines between have to be indented.',
    wrong: 'flow: greet\nsteps:\n  hello: { say: Hello\n  bye: { say: Bye }\n',
    right: 'flow: greet\nsteps:\n  hello: { say: Hello }\n  bye: { say: Bye }\n',
  },
  {
    code: 'flow.colon-in-text',
    meaning: 'A colon with a space after it starts a value. Texts with one need quotes.',
    wrong: say('Open: Monday to Friday'),
    right: say('"Open: Monday to Friday"'),
  },
  {
    code: 'flow.needs-quotes',
    meaning:
      'Some characters mean something to YAML at the start of a value: * & ! % @ ` { [. Bold text and Liquid start with them, too.',
    wrong: say('*Hello* and welcome'),
    right: say('"*Hello* and welcome"'),
  },
  {
    code: 'flow.bad-escape',
    meaning:
      'In double quotes a backslash starts a special character, such as \\n for a new line. In single quotes it is just a backslash.',
    wrong:
      'flow: age\nslots: { age: { type: text, pattern: "\\d+" } }\nsteps: { ask: { ask: age, say: How old? } }\n',
    right:
      "flow: age\nslots: { age: { type: text, pattern: '\\d+' } }\nsteps: { ask: { ask: age, say: How old? } }\n",
  },
  {
    code: 'flow.duplicate-key',
    meaning: 'YAML would silently take the last of the two.',
    wrong: 'flow: greet\nsteps:\n  hello:\n    say: Hello\n    say: Hi\n',
    right: 'flow: greet\nsteps:\n  hello:\n    say: [Hello, Hi]\n',
  },
  {
    code: 'flow.alias',
    meaning:
      'YAML can repeat a part by an anchor (&name) and an alias (*name). Here every part is written out, so that a change in one place changes one thing.',
    wrong: 'flow: greet\nsteps:\n  hello: &hello\n    say: Hello\n',
    right: GREET,
  },
  {
    code: 'flow.merge-key',
    meaning: 'Like aliases, `<<` takes parts from elsewhere; it is not read.',
    wrong: 'flow: greet\nsteps:\n  hello:\n    <<: { goto: end }\n    say: Hello\n',
    right: 'flow: greet\nsteps:\n  hello:\n    goto: end\n    say: Hello\n',
  },
  {
    code: 'flow.tag',
    meaning: 'YAML can give a value a type by a tag. Here the place of a value gives it its type.',
    wrong: say('!!str Hello'),
    right: GREET,
  },
  {
    code: 'flow.several-documents',
    meaning: 'A line --- starts another document in the same file. A file has one flow.',
    wrong: `${GREET}---\nflow: bye\nsteps: { bye: { say: Bye } }\n`,
    right: GREET,
  },
  {
    code: 'flow.not-a-mapping',
    meaning: 'A file is a list of names and values; this one is a bare text, a list, or empty.',
    wrong: '- hello\n- bye\n',
    right: GREET,
  },
  {
    code: 'flow.forbidden-name',
    meaning: 'The name means something to the machine that runs flows, or is no single word.',
    wrong: 'flow: greet\nsteps:\n  __proto__: { say: Hello }\n',
    right: GREET,
  },
  {
    code: 'flow.strange-character',
    meaning:
      'A control character or half of one: the rest of a copy, or of a file that is no text.',
    wrong: say('Hel\u0000lo'),
    right: GREET,
    isHidden: true,
  },
  {
    code: 'flow.strange-space',
    meaning: 'Web pages and word processors indent with blanks that only look like spaces.',
    wrong: 'flow: greet\nsteps:\n\u00a0\u00a0hello: { say: Hello }\n',
    right: GREET,
    isHidden: true,
  },
  {
    code: 'flow.not-utf-8',
    meaning: 'The file was saved in another encoding: its accents would reach customers as �.',
    wrong: say('Adi\ufffds'),
    right: say('Adiós'),
    isHidden: true,
  },
  {
    code: 'flow.file-too-long',
    meaning: 'A file has 524,288 characters at most.',
    wrong: `${GREET}# ${'x'.repeat(600_000)}\n`,
    right: GREET,
    isHidden: true,
  },
  {
    code: 'flow.too-deep',
    meaning: 'Parts stand in parts at most 40 deep; flows need about ten.',
    wrong: `${GREET}# ${'['.repeat(50)}\n`,
    right: GREET,
    isHidden: true,
  },
];
