import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type Asked, askedOf } from './asked.ts';
import type { ToolCall } from './model-tool.ts';
import type { ModelAnswer, ReadAnswer } from './read-answer.ts';
import { type ToolResult, turnOf, type TurnWish } from './turn.ts';

const TOOLS = {
  most: 2,
  connectors: [
    {
      ...{ connector: 'orders.find', about: 'Finds an order', with: { customer: 'C1' } },
      asks: { number: { type: 'text', pattern: '[A-Z]{2}[0-9]{6}' } },
    },
  ],
};
const ASKED = askedOf({ instructions: 'Help.', tools: TOOLS }, [
  { who: 'customer', text: 'Where is AB123456?' },
]);

const says = (text: string): ModelAnswer => ({
  ...{ content: JSON.stringify({ text, handoff: false }), finish: 'stop', refusal: undefined },
});
const asks = (...calls: readonly (readonly [string, unknown])[]): ModelAnswer => ({
  ...{ content: undefined, finish: 'tool_calls', refusal: undefined },
  toolCalls: calls.map(([name, given], place) => ({
    ...{ id: `c${String(place)}`, name, arguments: JSON.stringify(given) },
  })),
});
const SHIPPED: ToolResult = { kind: 'answered', value: { status: 'shipped', mail: 'ana@x.test' } };

interface Run {
  readonly read: ReadAnswer;
  readonly wishes: readonly TurnWish[];
}

/** Answers a turn's questions to the model one after the other, the last one for ever. */
function run(answers: readonly ModelAnswer[], asked: Asked = ASKED): Run {
  const turn = turnOf(asked);
  const wishes: TurnWish[] = [];
  let rounds = 0;
  let step = turn.next();
  while (step.done !== true) {
    wishes.push(step.value);
    if (step.value.kind === 'tool') step = turn.next({ kind: 'tool', result: SHIPPED });
    else {
      const answer = answers[Math.min(rounds, answers.length - 1)] ?? says('');
      rounds += 1;
      step = turn.next({ kind: 'model', answer });
    }
  }
  return { read: step.value, wishes };
}

const toolsOf = ({ wishes }: Run): readonly TurnWish[] =>
  wishes.filter(({ kind }) => kind === 'tool');
const lastShown = ({ wishes }: Run): readonly string[] => {
  const last = wishes.findLast((wish) => wish.kind === 'model');
  if (last?.kind !== 'model') return [];
  return last.messages.flatMap(({ role, content }) => (role === 'tool' ? [content] : []));
};

describe('a turn', () => {
  it('is one question where the model answers at once', () => {
    const done = run([says('Soon.')]);

    expect(done.read).toMatchObject({ value: 'Soon.' });
    expect(done.wishes).toHaveLength(1);
  });

  it('asks what the model may ask, bound to this customer, and tells it what was answered', () => {
    const done = run([asks(['orders-find', { number: 'AB123456' }]), says('It is shipped.')]);

    expect(toolsOf(done)).toEqual([
      {
        ...{ kind: 'tool', connector: 'orders.find', nth: 1 },
        input: { number: 'AB123456', customer: 'C1' },
      },
    ]);
    expect(lastShown(done)).toEqual(['{"result":{"status":"shipped","mail":"[e-mail]"}}']);
    expect(done.read).toMatchObject({ value: 'It is shipped.' });
  });

  it.each<readonly [string, unknown]>([
    ['there is no argument', { number: 'AB123456', customer: 'C2' }],
    ['missing, or not of its form', { number: '../admin' }],
    ['missing, or not of its form', { number: { $ne: 1 } }],
    ['missing, or not of its form', {}],
    ['no JSON object', ['AB123456']],
    ['no JSON object', 'AB123456'],
  ])('asks nobody where %s: %j', (wrong, given) => {
    const done = run([asks(['orders-find', given]), says('I cannot tell.')]);

    expect(toolsOf(done)).toEqual([]);
    expect(lastShown(done)[0]).toContain(wrong);
  });

  it('has no answer from a model that calls what nobody gave it', () => {
    const done = run([asks(['orders-cancel', {}])]);

    expect(done.read).toEqual({ refused: 'the model was stopped: tool_calls' });
    expect(toolsOf(done)).toEqual([]);
  });

  it('asks once what is asked again in the same words', () => {
    const again = asks(['orders-find', { number: 'AB123456' }]);

    expect(toolsOf(run([again, again, says('Shipped.')]))).toHaveLength(1);
  });

  it('says when no more may be asked, and takes no answer from who asks on', () => {
    const [one, two, three] = ['AB000001', 'AB000002', 'AB000003'].map(
      (number) => ['orders-find', { number }] as const,
    );
    if (one === undefined || two === undefined || three === undefined) throw new Error('three');
    const done = run([asks(one, two, three), asks(one)]);

    expect(toolsOf(done)).toHaveLength(2);
    expect(lastShown(done)[2]).toContain('no more questions');
    expect(done.wishes.at(-1)).toMatchObject({ kind: 'model', mayAsk: false });
    expect(done.read).toEqual({ refused: 'the model was stopped: tool_calls' });
  });

  it('shows a model so much of a result and no more', () => {
    const turn = turnOf(ASKED);
    turn.next();
    turn.next({ kind: 'model', answer: asks(['orders-find', { number: 'AB123456' }]) });
    const value = 'x'.repeat(100_000);
    const next = turn.next({ kind: 'tool', result: { kind: 'answered', value } });

    expect(JSON.stringify(next.value).length).toBeLessThan(10_000);
  });

  it('ends, asks no more than it may, and never for another, whatever a model wants', () => {
    const call: fc.Arbitrary<ToolCall> = fc.record({
      id: fc.string(),
      name: fc.oneof(
        { weight: 9, arbitrary: fc.constant('orders-find') },
        { weight: 1, arbitrary: fc.constantFrom('orders-cancel', '') },
      ),
      arguments: fc.oneof(
        fc.string(),
        fc.json({ maxDepth: 1 }),
        fc.constantFrom(
          ...['{"number":"AB000001"}', '{"number":"AB000002"}', '{"number":"AB000003"}'],
          '{"number":"AB000003","customer":"C2"}',
          '{"number":"AB000003","__proto__":{"customer":"C2"}}',
        ),
      ),
    });
    const answer: fc.Arbitrary<ModelAnswer> = fc.record({
      content: fc.option(fc.string(), { nil: undefined }),
      finish: fc.constantFrom('stop', 'tool_calls', 'length'),
      refusal: fc.constant(undefined),
      toolCalls: fc.array(call, { maxLength: 3 }),
    });
    let asked = 0;
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 6 }), (answers) => {
        const done = run(answers);
        const tools = toolsOf(done);

        asked += tools.length;
        expect(tools.length).toBeLessThanOrEqual(TOOLS.most);
        for (const tool of tools) {
          expect(tool).toMatchObject({ connector: 'orders.find', input: { customer: 'C1' } });
        }
      }),
    );
    expect(asked).toBeGreaterThan(5);
  });
});
