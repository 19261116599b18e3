import type { BotFile } from '../model/bot.ts';
import type { Exit } from '../model/exit.ts';
import type { Flow } from '../model/flow.ts';
import { type Ladder, rungOf } from '../model/ladder.ts';
import { onwardOf } from '../model/onward.ts';
import { queueNames } from '../model/queue.ts';
import { silencesOf } from '../model/silence.ts';
import type { Asking, Calling, StepOfKind } from '../model/step.ts';
import { flowsOf } from '../model/steps/ai.ts';
import type { Copy } from '../model/words.ts';
import type { Path } from '../read/source.ts';
import type { Edge, EdgeEnd, EdgeKind } from './edge.ts';
import { inShort } from './in-short.ts';

interface Release {
  readonly bot: BotFile;
  readonly flows: readonly Flow[];
}
type Found = Pick<Edge, 'kind' | 'label' | 'to' | 'path'> & { readonly key: string };

/**
 * The ways on from a step that its flow's file says, in its order.
 *
 * Ladders and silences that it leaves to bot.yaml are not among them: they are the same everywhere.
 */
export function edgesOf(flow: Flow, name: string, release: Release): readonly Edge[] {
  const from = `${flow.name}.${name}`;
  const edges = new Edges(flow, name, release).found();
  return edges.map(({ key, ...edge }) => {
    return { id: `${from} ${edge.kind}${key === '' ? '' : ` ${key}`}`, from, ...edge };
  });
}

/** The words of a copy in the bot's first language. */
export function firstWords(copy: Copy): string {
  return typeof copy === 'string' ? copy : (Object.values(copy)[0] ?? '');
}

class Edges {
  private readonly base: Path;

  constructor(
    private readonly flow: Flow,
    private readonly name: string,
    private readonly release: Release,
  ) {
    this.base = ['steps', name];
  }

  found(): readonly Found[] {
    const step = this.flow.steps.get(this.name);
    switch (step?.kind) {
      case undefined:
        return [];
      case 'ask':
        return [this.onward('answer', 'an answer'), ...this.repair(step)];
      case 'choose':
        return [...this.options(step), ...this.repair(step)];
      case 'decide':
        return this.branches(step);
      case 'call':
      case 'ai':
        return this.answers(step);
      case 'flow':
        return [
          this.edge('calls', '', `calls ${step.flow}`, this.endOf(step.flow), ['flow']),
          this.onward('returned', `back from ${step.flow}`),
        ];
      case 'wait':
        return [this.onward('time', inShort(step.wait))];
      case 'handoff':
        return [
          this.edge('next', '', '', this.person(step.handoff), ['handoff']),
          ...this.exits(step),
        ];
      case 'say':
        return [this.onward('next', ''), ...this.undelivered(step)];
      case 'set':
      case 'write':
      case 'canvas':
      case 'goto':
      case 'end':
        return [this.onward('next', '')];
    }
  }

  private exits({ handoff }: StepOfKind<'handoff'>): Found[] {
    const { out_of_hours: closed, no_agent: alone, waited, agent_gone: gone } = handoff;
    const exit = (kind: EdgeKind, name: string, label: string, goto: string): Found =>
      this.edge(kind, name, label, this.endOf(goto), ['handoff', name]);
    return [
      ...(closed === undefined ? [] : [exit('when', 'out_of_hours', 'closed', closed.goto)]),
      ...(alone === undefined ? [] : [exit('failed', 'no_agent', 'nobody is there', alone.goto)]),
      ...(waited === undefined
        ? []
        : [exit('time', 'waited', `waited for ${inShort(waited.after)}`, waited.goto)]),
      ...(gone?.goto === undefined
        ? []
        : [exit('failed', 'agent_gone', 'the agent left', gone.goto)]),
    ];
  }

  private onward(kind: EdgeKind, label: string): Found {
    const target = onwardOf(this.flow, this.name) ?? 'end';
    return this.edge(kind, '', label, this.endOf(target), []);
  }

  private options({ options }: StepOfKind<'choose'>): Found[] {
    return options.map(({ id, title, goto }, index) => {
      const to = this.endOf(goto ?? onwardOf(this.flow, this.name) ?? 'end');
      return this.edge('option', id, firstWords(title), to, ['options', index]);
    });
  }

  private branches({ decide }: StepOfKind<'decide'>): Found[] {
    return decide.map((branch, index) => {
      const path = ['decide', index];
      if ('else' in branch) return this.edge('else', '', 'else', this.endOf(branch.else), path);
      return this.edge('when', String(index + 1), branch.when, this.endOf(branch.goto), path);
    });
  }

  private answers(step: Calling): Found[] {
    return [
      ...flowsOf(step).map((flow, index) =>
        this.edge('when', flow, flow, this.endOf(flow), ['tools', 'flows', index]),
      ),
      this.onward('answer', 'an answer'),
      this.exit('failed', 'failed', step.failed, ['failed']),
      ...(step.timed_out === undefined
        ? []
        : [this.exit('timed-out', 'timed out', step.timed_out, ['timed_out'])]),
      ...(step.refused === undefined
        ? []
        : [this.exit('refused', 'refused', step.refused, ['refused'])]),
    ];
  }

  private repair(step: Asking): Found[] {
    const { invalid = [], silence } = step;
    return [...this.attempts(invalid), ...this.silences(silence), ...this.undelivered(step)];
  }

  private undelivered({ undelivered }: Asking | StepOfKind<'say'>): Found[] {
    if (undelivered === undefined) return [];
    return [this.exit('undelivered', 'not delivered', undelivered, ['undelivered'])];
  }

  private exit(kind: EdgeKind, label: string, { goto, handoff }: Exit, path: Path): Found {
    const to = goto === undefined ? this.person(handoff) : this.endOf(goto);
    return this.edge(kind, '', label, to, path);
  }

  private attempts(ladder: Ladder): Found[] {
    return ladder.map((each, index) => {
      const { goto, handoff } = rungOf(each).rung;
      const label = `not understood, ${String(index + 1)}`;
      return this.edge('attempt', String(index + 1), label, this.away(goto, handoff), [
        'invalid',
        index,
      ]);
    });
  }

  private silences(silence: Asking['silence']): Found[] {
    const path: (string | number)[] = ['silence'];
    return silencesOf(silence).map(({ after, goto, handoff }, index) => {
      const label = `silent for ${inShort(after)}`;
      const edge = this.edge('silence', String(index + 1), label, this.away(goto, handoff), [
        ...path,
      ]);
      path.push('then');
      return edge;
    });
  }

  private away(goto: string | undefined, handoff: object | undefined): EdgeEnd {
    if (handoff !== undefined) return this.person(handoff);
    return goto === undefined ? { kind: 'stay' } : this.endOf(goto);
  }

  private person(handoff: { readonly queue?: string | undefined } | undefined): EdgeEnd {
    return { kind: 'person', queue: handoff?.queue ?? queueNames(this.release.bot)[0] ?? '' };
  }

  private endOf(target: string): EdgeEnd {
    return endOf(this.release, this.flow, target);
  }

  private edge(kind: EdgeKind, key: string, label: string, to: EdgeEnd, path: Path): Found {
    return { kind, key, label, to, path: [...this.base, ...path] };
  }
}

/** Where a `goto` of a flow leads: a step of its own before another flow's first. */
export function endOf({ flows }: Release, from: Flow, target: string): EdgeEnd {
  if (target === 'end') return { kind: 'end' };
  if (from.steps.has(target)) return { kind: 'step', flow: from.name, step: target };

  const [step] = flows.find(({ name }) => name === target)?.steps.keys() ?? [];
  return step === undefined ? { kind: 'end' } : { kind: 'step', flow: target, step };
}
