import type { FlowGraph, GraphEdge, GraphNode } from './flow-graph.ts';

/**
 * A graph as Mermaid text, which GitHub and many wikis draw.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf({ flows, nodes, edges }: FlowGraph): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${String(index)}`]));
  const idOf = (node: string): string => ids.get(node) ?? 'n0';
  const inFlow = (name: string): string[] =>
    nodes.filter(({ flow }) => flow === name).map((node) => `${idOf(node.id)}${shapeOf(node)}`);
  const groups =
    flows.length === 1
      ? flows.flatMap((name) => inFlow(name).map((line) => `  ${line}`))
      : flows.flatMap((name, index) => [
          `  subgraph f${String(index)}[${quoted(name)}]`,
          ...inFlow(name).map((line) => `    ${line}`),
          '  end',
        ]);
  const arrows = edges.map((edge) => `  ${idOf(edge.from)} ${arrowOf(edge)} ${idOf(edge.to)}`);
  return `${['flowchart TD', ...groups, ...arrows].join('\n')}\n`;
}

/** Silence and failure are drawn with dots: nobody says anything. */
function arrowOf({ kind, labels }: GraphEdge): string {
  const line = isQuiet(kind) ? '-.->' : '-->';
  return labels.length === 0 ? line : `${line}|${quoted(labels.join('\n'))}|`;
}

export function isQuiet(kind: GraphEdge['kind']): boolean {
  return ['silence', 'time', 'failed', 'refused', 'timed-out'].includes(kind);
}

function shapeOf({ kind, title, text }: GraphNode): string {
  const label = quoted(text === '' || text === title ? title : `${title}\n${text}`);
  switch (kind) {
    case 'start':
    case 'end':
      return `([${label}])`;
    case 'ask':
    case 'choose':
      return `{{${label}}}`;
    case 'decide':
      return `{${label}}`;
    case 'call':
    case 'ai':
    case 'flow':
    case 'elsewhere':
      return `[[${label}]]`;
    case 'person':
    case 'handoff':
      return `[/${label}/]`;
    case 'say':
    case 'set':
    case 'write':
    case 'wait':
    case 'canvas':
    case 'goto':
      return `[${label}]`;
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ '"': '#quot;', '<': '#lt;', '>': '#gt;', '#': '#35;', '`': '#96;', '\n': '<br/>' },
  '&': '#amp;',
};

/** Mermaid has entities of its own; a label in quotes may hold anything else. */
function quoted(text: string): string {
  return `"${text.replace(/["<>#`\n&]/g, (sign) => SIGNS[sign] ?? sign)}"`;
}
