import { type Command, Option } from 'commander';

import { didYouMean } from '#core/flow/did-you-mean.ts';
import { flowGraph } from '#core/flow/graph/flow-graph.ts';
import { mermaidOf } from '#core/flow/graph/mermaid.ts';

import type { CliDeps } from './cli-deps.ts';
import { NoSuchFlow } from './cli-errors.ts';
import type { Flows } from './flows.ts';
import { drawSvg } from './graph/draw-svg.ts';
import { onSoundFlows } from './on-sound-flows.ts';
import { type Report, reportsOnFlows, type WatchOptions } from './report.ts';

interface GraphOptions extends WatchOptions {
  readonly format: 'mermaid' | 'svg';
  readonly flow?: readonly string[];
}

export function graphCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('graph')
    .description('draw the flows of a folder: `parley graph --format svg > flows.svg`')
    .addOption(
      new Option('--format <format>', 'what to draw with')
        .choices(['mermaid', 'svg'])
        .default('mermaid'),
    )
    .option('--flow <name...>', 'these flows only');
  reportsOnFlows<GraphOptions>(command, deps, drawn);
}

function drawn(flows: Flows, { format, flow = [] }: GraphOptions): Report | Promise<Report> {
  return onSoundFlows(flows, async ({ release, source }) => {
    const unknown = flow.find((name) => !release.flows.includes(name));
    if (unknown !== undefined) throw new NoSuchFlow(unknown, didYouMean(unknown, release.flows));

    const graph = flowGraph(source, flow);
    return { json: graph, text: format === 'svg' ? await drawSvg(graph) : mermaidOf(graph) };
  });
}
