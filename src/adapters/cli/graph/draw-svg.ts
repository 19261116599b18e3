import type { FlowGraph, GraphEdge, GraphNode } from '#core/flow/graph/flow-graph.ts';
import { isQuiet } from '#core/flow/graph/mermaid.ts';

import { wrapped } from './wrapped.ts';

const CHARACTER = 6.6;
const LINE = 15;
const PADDING = 12;
const LABEL_CHARACTER = 5.6;
const MOST_CHARACTERS = 26;

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** What is used of dagre: its own types lead nowhere where files are named with their endings. */
interface Dagre {
  readonly Graph: new (options: { readonly directed: boolean }) => DagreGraph;
  readonly layout: (graph: DagreGraph) => void;
}
interface DagreGraph {
  setGraph: (options: Readonly<Record<string, unknown>>) => void;
  setNode: (id: string, size: { readonly width: number; readonly height: number }) => void;
  setEdge: (from: string, to: string, label: Readonly<Record<string, unknown>>) => void;
  node: (id: string) => Box;
  edge: (from: string, to: string) => Point & { readonly points: readonly Point[] };
  graph: () => { readonly width?: number; readonly height?: number };
}

/**
 * A graph as an SVG picture that needs nothing else: fonts and colours are the reader's.
 *
 * The layout is dagre's; it is loaded here, since nothing else needs it.
 */
export async function drawSvg({ nodes, edges }: FlowGraph): Promise<string> {
  const { Graph, layout } = (await import('@dagrejs/dagre')) as unknown as Dagre;
  const graph = new Graph({ directed: true });
  graph.setGraph({
    rankdir: 'TB',
    nodesep: 28,
    ranksep: 42,
    edgesep: 14,
    marginx: 16,
    marginy: 16,
  });
  for (const node of nodes) graph.setNode(node.id, sizeOf(node));
  for (const edge of edges) graph.setEdge(edge.from, edge.to, labelSizeOf(edge));
  layout(graph);

  const lines = edges.map((edge) => {
    const { points, x, y } = graph.edge(edge.from, edge.to);
    return edgeSvg(edge, points, { x, y });
  });
  const boxes = nodes.map((node) => nodeSvg(node, graph.node(node.id)));
  const { width = 0, height = 0 } = graph.graph();
  return picture({ width: Math.ceil(width), height: Math.ceil(height) }, [...lines, ...boxes]);
}

function picture(
  { width, height }: { width: number; height: number },
  parts: readonly string[],
): string {
  const size = `width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="Flows">`,
    `<style>${STYLE}</style>`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip" d="M0 0 10 5 0 10z"/></marker></defs>',
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = [
  'svg{background:#fff}',
  'text{font:12px ui-sans-serif,system-ui,sans-serif;fill:#1c2430;text-anchor:middle}',
  '.title{font-weight:600}.label{font-size:10.5px;fill:#4a5568}.back{fill:#fff;opacity:.85}',
  'rect.box,polygon.box{fill:#f5f7fa;stroke:#64748b;stroke-width:1.2}',
  '.ask .box,.choose .box{fill:#e6f0ff;stroke:#2b6cb0}.decide .box{fill:#fff7e0;stroke:#b7791f}',
  '.person .box,.handoff .box{fill:#fdeaea;stroke:#c53030}.start .box,.end .box{fill:#e6f6ec;stroke:#2f855a}',
  '.call .box,.ai .box,.flow .box,.elsewhere .box{fill:#f1eafd;stroke:#6b46c1}',
  '.edge{fill:none;stroke:#64748b;stroke-width:1.3}.quiet{stroke-dasharray:4 4}.tip{fill:#64748b}',
].join('');

function linesOf({ title, text }: GraphNode): readonly string[] {
  return text === '' || text === title ? [title] : [title, ...wrapped(text, MOST_CHARACTERS)];
}

function sizeOf(node: GraphNode): { width: number; height: number } {
  const lines = linesOf(node);
  const longest = Math.max(...lines.map((line) => line.length));
  // A diamond has room in its middle only.
  const factor = node.kind === 'decide' ? 1.7 : 1;
  return {
    width: (longest * CHARACTER + 2 * PADDING) * factor,
    height: (lines.length * LINE + 1.4 * PADDING) * factor,
  };
}

function labelSizeOf({ labels }: GraphEdge): Record<string, number | string> {
  const lines = labelLines(labels);
  const longest = Math.max(0, ...lines.map((line) => line.length));
  return { width: longest * LABEL_CHARACTER, height: lines.length * (LINE - 2), labelpos: 'c' };
}

function labelLines(labels: readonly string[]): readonly string[] {
  return labels.flatMap((label) => wrapped(label, MOST_CHARACTERS));
}

function nodeSvg(node: GraphNode, box: Box): string {
  const lines = linesOf(node);
  const top = box.y - ((lines.length - 1) * LINE) / 2;
  const texts = lines.map((line, index) => {
    const style = index === 0 ? ' class="title"' : '';
    return `<text${style} x="${px(box.x)}" y="${px(top + index * LINE + 4)}">${escaped(line)}</text>`;
  });
  return `<g class="${node.kind}"><title>${escaped(node.id)}</title>${shapeOf(node, box)}${texts.join('')}</g>`;
}

function shapeOf({ kind }: GraphNode, { x, y, width, height }: Box): string {
  const [left, top] = [x - width / 2, y - height / 2];
  if (kind === 'decide') {
    const corners = [
      [x, top],
      [x + width / 2, y],
      [x, top + height],
      [left, y],
    ];
    const points = corners.map(([cx = 0, cy = 0]) => `${px(cx)},${px(cy)}`).join(' ');
    return `<polygon class="box" points="${points}"/>`;
  }
  const round =
    kind === 'start' || kind === 'end' ? height / 2 : kind === 'ask' || kind === 'choose' ? 10 : 3;
  return `<rect class="box" x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="${px(round)}"/>`;
}

function edgeSvg({ kind, labels }: GraphEdge, points: readonly Point[], middle: Point): string {
  const path = `<path class="edge${isQuiet(kind) ? ' quiet' : ''}" d="${curve(points)}" marker-end="url(#tip)"/>`;
  const lines = labelLines(labels);
  if (lines.length === 0) return path;

  const [step, longest] = [LINE - 2, Math.max(...lines.map((line) => line.length))];
  const [width, height] = [longest * LABEL_CHARACTER + 4, lines.length * step + 2];
  const back = `<rect class="back" x="${px(middle.x - width / 2)}" y="${px(middle.y - height / 2)}" width="${px(width)}" height="${px(height)}"/>`;
  const top = middle.y - ((lines.length - 1) * step) / 2 + 4;
  const texts = lines.map(
    (line, index) =>
      `<text class="label" x="${px(middle.x)}" y="${px(top + index * step)}">${escaped(line)}</text>`,
  );
  return path + back + texts.join('');
}

/** Through the layout's points, rounded between them. */
function curve([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return '';
  const last = rest.at(-1) ?? first;
  const middles = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    return `Q${px(point.x)} ${px(point.y)} ${px((point.x + next.x) / 2)} ${px((point.y + next.y) / 2)}`;
  });
  return [`M${px(first.x)} ${px(first.y)}`, ...middles, `L${px(last.x)} ${px(last.y)}`].join(' ');
}

const px = (value: number): string => String(Math.round(value * 10) / 10);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
