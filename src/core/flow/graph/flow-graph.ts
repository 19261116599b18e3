import type { Flow } from '../model/flow.ts';
import type { Step, StepKind } from '../model/step.ts';
import type { ReleaseSource } from '../read/release-source.ts';
import type { Edge, EdgeEnd, EdgeKind } from './edge.ts';
import { edgesOf, firstWords } from './edges-of.ts';
import { inShort } from './in-short.ts';

export interface GraphNode {
  /** `<flow>.<step>`, or `start <flow>`, `end <flow>`, `person <flow> <queue>`, `flow <name>`. */
  readonly id: string;
  readonly kind: StepKind | 'start' | 'person' | 'elsewhere';
  /** The flow that it is drawn in. */
  readonly flow: string;
  readonly title: string;
  /** What it says or does, in short. */
  readonly text: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind | 'start';
  /** Several ways between the same two have their labels one below the other. */
  readonly labels: readonly string[];
}

/** Flows as they are drawn; ways that lead back to the open question are left out. */
export interface FlowGraph {
  readonly flows: readonly string[];
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const LONGEST_TEXT = 60;
const LONGEST_LABEL = 40;

/** The graph of a release, or of those of its flows that are named. */
export function flowGraph(release: ReleaseSource, names: readonly string[]): FlowGraph {
  const all = release.flows.map(({ flow }) => flow);
  const drawn = all.filter(({ name }) => names.length === 0 || names.includes(name));
  const drawing = new Drawing(drawn);
  for (const flow of drawn) drawing.add(flow, { bot: release.bot, flows: all });
  return drawing.graph();
}

class Drawing {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge & { readonly labels: string[] }>();
  private readonly names: ReadonlySet<string>;

  constructor(private readonly flows: readonly Flow[]) {
    this.names = new Set(flows.map(({ name }) => name));
  }

  add(flow: Flow, release: Parameters<typeof edgesOf>[2]): void {
    const [first = ''] = flow.steps.keys();
    const start = `start ${flow.name}`;
    const keywords = Object.values(flow.keywords).flat().slice(0, 3).join(', ');
    this.node({
      id: start,
      kind: 'start',
      flow: flow.name,
      title: flow.name,
      text: short(keywords),
    });
    for (const [name, step] of flow.steps) {
      const id = `${flow.name}.${name}`;
      this.node({ id, kind: step.kind, flow: flow.name, title: name, text: short(textOf(step)) });
    }
    this.edge({ from: start, to: `${flow.name}.${first}`, kind: 'start', label: '' });
    for (const name of flow.steps.keys()) {
      // The step that hands off is drawn as the person itself.
      if (flow.steps.get(name)?.kind === 'handoff') continue;
      for (const edge of edgesOf(flow, name, release)) this.draw(flow, edge);
    }
  }

  graph(): FlowGraph {
    const edges = [...this.edges.values()];
    return { flows: this.flows.map(({ name }) => name), nodes: [...this.nodes.values()], edges };
  }

  private draw(flow: Flow, { from, to: end, kind, label }: Edge): void {
    const to = this.nodeAt(flow, end);
    if (to !== undefined) this.edge({ from, to, kind, label: short(label, LONGEST_LABEL) });
  }

  /** The node that an edge leads to, made where it is none of a flow that is drawn. */
  private nodeAt(flow: Flow, end: EdgeEnd): string | undefined {
    const common = { flow: flow.name, text: '' };
    switch (end.kind) {
      case 'stay':
        return undefined;
      case 'end':
        return this.node({ id: `end ${flow.name}`, kind: 'end', title: 'end', ...common });
      case 'person': {
        const id = `person ${flow.name} ${end.queue}`;
        return this.node({ id, kind: 'person', title: `a person (${end.queue})`, ...common });
      }
      case 'step':
        if (end.flow === flow.name) return `${end.flow}.${end.step}`;
        if (this.names.has(end.flow)) return `start ${end.flow}`;
        return this.node({ id: `flow ${end.flow}`, kind: 'elsewhere', title: end.flow, ...common });
    }
  }

  private node(node: GraphNode): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node.id;
  }

  private edge({ from, to, kind, label }: Omit<GraphEdge, 'labels'> & { label: string }): void {
    const key = `${from}\n${to}`;
    const known = this.edges.get(key) ?? { from, to, kind, labels: [] };
    if (label !== '') known.labels.push(label);
    this.edges.set(key, known);
  }
}

function textOf(step: Step): string {
  if (step.kind !== 'handoff' && 'say' in step) return firstText(step.say);
  switch (step.kind) {
    case 'call':
      return step.call;
    case 'ai':
      return firstWords(step.ai);
    case 'flow':
      return `calls ${step.flow}`;
    case 'canvas':
      return `Canvas ${step.canvas}`;
    case 'set':
      return Object.keys(step.set).join(', ');
    case 'handoff':
      return `to ${step.handoff.queue ?? 'a person'}`;
    case 'wait':
      return inShort(step.wait);
    case 'decide':
    case 'write':
    case 'end':
    case 'goto':
      return '';
  }
}

/** The first words in a `say`, whatever its form. */
function firstText(say: unknown): string {
  if (typeof say === 'string') return say;
  if (Array.isArray(say)) return firstText(say[0]);
  if (typeof say !== 'object' || say === null) return '';
  const { text, random, in_turn: inTurn } = say as Readonly<Record<string, unknown>>;
  const inner = text ?? random ?? inTurn;
  if (inner !== undefined) return firstText(inner);
  const [first] = Object.values(say as Readonly<Record<string, unknown>>);
  return typeof first === 'string' ? firstWords(first) : '';
}

function short(text: string, longest = LONGEST_TEXT): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}
