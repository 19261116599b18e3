import { afterEach, describe, expect, it } from '@jest/globals';

import { type Scripted } from '#adapters/ai/stand-in/stand-in-answer.ts';
import { StandInModel } from '#adapters/ai/stand-in/stand-in-model.ts';
import { KnowledgeBase } from '#app/ports/knowledge-base.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';

import { FakeCli } from '../../test/support/cli/fake-cli.ts';
import { filesOf } from '../../test/support/flow/a-release.ts';
import { openModel } from './cli-model.ts';

const ADVISE = `
flow: advise
start: { keywords: [advise] }
slots: { question: { type: text }, said: { type: text } }
steps:
  ask: { ask: question, say: What would you like to know? }
  think: { ai: Returns are free., knowledge: true, save: said, timeout: 1s, failed: { say: A person will look at it., goto: end } }
  tell: { say: '{{ said }}', goto: end }
`;
const FREE = `
flow: advise
start: { keywords: [advise] }
slots: { said: { type: text } }
steps:
  think: { ai: Advise on shoes costs nothing., save: said, settle: 0s, failed: { say: A person will look at it., goto: end } }
  tell: { say: '{{ said }}', goto: end }
`;
const CHAT = `chat: returns
judge: says that returns are free; no link
at_least: 0.6
steps:
  - customer: advise
  - bot: What would you like to know?
  - customer: Are returns free?
  - bot: …
`;
const EXACT = 'chat: exact\nsteps: [{ customer: advise }, { bot: … }]\n';
const JUDGING = 'You judge a chat';

const says = (text: string): string => JSON.stringify({ text, handoff: false, sources: [] });
/** Judges as it is told: by a word for each line, and honestly of lines that are not the rubric's. */
const judging =
  (keeps: (line: string, chat: string) => boolean): Scripted =>
  ({ system, chat }) => {
    const lines = [...system.matchAll(/^\d+\. (.+)$/gm)].map(([, line = '']) => line);
    const kept = (line: string): boolean =>
      line.startsWith('the customer writes') ||
      (!line.startsWith('the word ') && keeps(line, chat));
    const verdicts = lines.map((line, index) => ({
      line: index + 1,
      kept: kept(line),
      why: 'So.',
    }));
    return JSON.stringify({ verdicts });
  };
const freeOnly = judging((line, chat) => !line.startsWith('says') || chat.includes('are free.'));
/** Answers one after the other, the last for good; judges by `judge`. */
const playing = (answers: readonly string[], judge: Scripted): Scripted => {
  let nth = 0;
  return (question) => {
    if (question.system.startsWith(JUDGING)) return judge(question);
    nth += 1;
    return says(answers[Math.min(nth, answers.length) - 1] ?? '');
  };
};

class OneFile extends KnowledgeBase {
  override find(): Promise<readonly FoundPassage[]> {
    return Promise.resolve([{ source: 'returns.md#top', heading: '', text: 'Thirty days.' }]);
  }
}

describe('parley test --record', () => {
  const BOLD = CHAT.replace('bot: …\n', 'bot: Thirty days.\n').replace(/judge.*\nat_least.*\n/, '');
  const DAYS = { path: 'knowledge/returns.md', text: 'Thirty days.' };

  it('keeps what was found in files of knowledge, and asks anew once that has changed', async () => {
    const answer = playing(['Thirty days.'], freeOnly);
    const standIn = await StandInModel.start({ answer });
    const at = { baseUrl: standIn.url, model: 'stand-in' };
    let opened = 0;
    const cli = new FakeCli({
      model: () => openModel('named', at),
      knowledge: () => {
        opened += 1;
        return Promise.resolve({ knowledge: new OneFile(), close: () => Promise.resolve() });
      },
    });
    cli.has(filesOf([ADVISE])).has([{ path: 'a.chat.yaml', text: BOLD }, DAYS]);

    expect([await cli.run('test', '--record'), cli.complaints]).toEqual([0, '']);
    expect(cli.files.get('flows/a.cassette.yaml')).toMatch(/passages:\n +returns\.md#top: \w+/);
    expect([await cli.run('test'), opened, standIn.asked]).toEqual([0, 1, 1]);

    cli.has([{ ...DAYS, text: 'Ten days.' }]);
    expect([await cli.run('test'), cli.said]).toEqual([
      1,
      expect.stringContaining('no answer to this question is recorded'),
    ]);
    await standIn.close();
  });
});

describe('parley test --live', () => {
  let standIn: StandInModel | undefined;
  afterEach(async () => {
    await standIn?.close();
  });

  async function tried(answer: Scripted, ...args: readonly string[]) {
    standIn = await StandInModel.start({ answer });
    const knowledge = () =>
      Promise.resolve({ knowledge: new OneFile(), close: () => Promise.resolve() });
    const cli = new FakeCli({ model: openModel, knowledge }).has(filesOf([ADVISE]));
    cli.has([
      { path: 'a.chat.yaml', text: CHAT },
      { path: 'b.chat.yaml', text: EXACT },
      { path: 'knowledge/returns.md', text: 'Thirty days.' },
    ]);
    const at = ['--base-url', standIn.url];
    const named = args.includes('--model') ? [] : ['--model', 'stand-in'];
    const code = await cli.run('test', '--live', ...at, ...named, ...args);
    return { code, cli };
  }

  it('tries each chat that asks the AI so often, and says how often it holds', async () => {
    const { code, cli } = await tried(
      playing(['Returns are free.', 'No idea.', 'Returns are free.'], freeOnly),
      ...['--at-a-time', '1', '--price', '1/2'],
    );

    expect([code, cli.complaints]).toEqual([0, '']);
    expect(cli.said).toContain('✓ flows/a.chat.yaml:1 returns  4/5 80 %  at least 60 %');
    expect(cli.said).toContain('1× not kept: says that returns are free');
    expect(cli.said).toMatch(/80 % of 5 runs held: 1 chat, 5 times each.* 1 chat without the AI/);
    expect(cli.said).toMatch(/\d{3,} tokens in, \d+ out; about \$0\.\d{4}\./);
    expect(standIn?.asked).toBe(10);
  });

  it('ends with 1 below what is asked of a chat, and shows a run with what was not kept', async () => {
    const { code, cli } = await tried(playing(['No idea.'], freeOnly), '--runs', '2');

    expect(code).toBe(1);
    expect(cli.said).toContain('✗ flows/a.chat.yaml:1 returns  0/2 0 %');
    expect(cli.said).toContain('says that returns are free: So.');
    expect(cli.said).toMatch(/bot: +No idea\./);
  });

  it('answers as JSON, with each verdict, in an order that does not depend on who was first', async () => {
    let nth = 0;
    const { code, cli } = await tried(
      (question) => {
        if (question.system.startsWith(JUDGING)) return freeOnly(question);
        nth += 1;
        return says('Returns are free.');
      },
      ...['--runs', '3', '--json', '--at-a-time', '3'],
    );

    expect([code, nth]).toEqual([0, 3]);
    expect(cli.json()).toMatchObject({
      ...{ held: 3, broken: 0, runs: 3, model: 'stand-in', judge: 'stand-in', dollars: null },
      chats: [
        {
          ...{ title: 'returns', holds: 'yes', at_least: 0.6 },
          runs: [
            {
              kind: 'held',
              rubric: [
                { line: 'says that returns are free', kept: true, why: 'So.' },
                { line: 'no link', kept: true, why: 'So.' },
              ],
            },
            { kind: 'held' },
            { kind: 'held' },
          ],
        },
      ],
    });
  });

  const lazy: Scripted = ({ system }) => {
    const count = [...system.matchAll(/^\d+\. /gm)].length;
    const all = Array.from({ length: count }, (_, at) => ({
      line: at + 1,
      kept: true,
      why: 'Ok.',
    }));
    return JSON.stringify({ verdicts: all });
  };
  it.each([
    ['calls everything kept', lazy, 'it does not judge'],
    ['writes prose', () => 'All is well!', 'no list of verdicts'],
    ['leaves lines out', () => '{"verdicts":[]}', '0 verdicts on 4 lines'],
  ])('takes the word of no judge that %s, and ends with 2', async (_what, judge, why) => {
    const { code, cli } = await tried(playing(['Returns are free.'], judge), '--runs', '1');

    expect(code).toBe(2);
    expect(cli.said).toContain('? flows/a.chat.yaml:1 returns  0/1');
    expect(cli.said).toContain(why);
    // Asked once more: a model may stumble.
    expect(standIn?.asked).toBe(3);
  });

  it('holds it against a chat that it has a judge and never comes to the AI', async () => {
    const { code, cli } = await tried(freeOnly, '--runs', '1', '--only', 'returns');
    cli.has([{ path: 'a.chat.yaml', text: CHAT.replace('customer: advise', 'customer: hello') }]);
    const at = ['--base-url', standIn?.url ?? '', '--model', 'stand-in', '--runs', '1'];

    expect([code, await cli.run('test', '--live', ...at)]).toEqual([1, 1]);
    expect(cli.said).toContain('✗ flows/a.chat.yaml:1 returns  0/1 0 %');
  });

  it('asks nothing beyond the tokens that it may use', async () => {
    const { code, cli } = await tried(
      playing(['Returns are free.'], freeOnly),
      ...['--most', '1600', '--at-a-time', '1', '--json'],
    );

    expect(code).toBe(2);
    const {
      tokens_in: used,
      tokens_out: out,
      ran_out: ranOut,
    } = cli.json() as Record<string, number>;
    expect((used ?? 0) + (out ?? 0)).toBeLessThanOrEqual(1_600);
    expect([ranOut, cli.said.includes('the tokens of --most are used')]).toEqual([true, true]);
  });

  it('lets a model that is too slow, or answers nonsense, take the ways of the step', async () => {
    for (const habit of ['slow', 'wrong-json']) {
      const { code, cli } = await tried(
        freeOnly,
        '--runs',
        '1',
        '--model',
        `stand-in:${habit}`,
        '--judge',
        'stand-in',
      );

      expect(code).toBe(1);
      expect(cli.said).toContain('A person will look at it.');
      await standIn?.close();
    }
  });

  it('starts the stand-in where that is what is named, and needs no address', async () => {
    const cli = new FakeCli({ model: openModel }).has(filesOf([FREE]));
    cli.has([{ path: 'a.chat.yaml', text: EXACT.replace('…', 'Advise on shoes costs nothing.') }]);

    const args = ['--live', '--runs', '2', '--model', 'stand-in'];
    expect([await cli.run('test', ...args), cli.complaints]).toEqual([0, '']);
    expect(cli.said).toContain('✓ flows/a.chat.yaml:1 exact  2/2 100 %');
    expect(await cli.run('test', ...args.slice(0, -1), 'stand-in:refuse')).toBe(1);
  });

  it('says of a model that cannot be asked why, and does not hold it against the bot', async () => {
    const { code, cli } = await tried(freeOnly, '--runs', '1', '--model', 'stand-in:500');

    expect(code).toBe(2);
    expect(cli.said).toContain('1× no result: HTTP 500 from the model');
  });

  it.each([
    [[], 'set PARLEY_AI_BASE_URL and PARLEY_AI_MODEL'],
    [['--base-url', 'https://api.openai.com/v1', '--model', 'm'], 'set PARLEY_AI_API_KEY'],
    [['--base-url', 'ftp://x', '--model', 'm'], 'is no address of a model'],
    [['--record'], "cannot be used with option '--record'"],
    [['--runs', '0'], 'Write a whole number from 1 to 100'],
    [['--price', 'dear'], '0.15/0.60'],
  ])('says what is missing or wrong with %j', async (args, complaint) => {
    const cli = new FakeCli({ model: openModel }).has(filesOf([ADVISE]));
    cli.has([
      { path: 'a.chat.yaml', text: CHAT },
      { path: 'knowledge/returns.md', text: 'Thirty days.' },
    ]);

    expect([await cli.run('test', '--live', ...args), cli.complaints]).toEqual([
      2,
      expect.stringContaining(complaint),
    ]);
  });
});
