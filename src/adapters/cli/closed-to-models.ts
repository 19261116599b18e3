import { whyNotForModels } from '#core/calls/for-models.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import { askedBy } from '#core/flow/model/steps/ai.ts';
import type { Problem } from '#core/flow/problem.ts';
import { raiseProblems } from '#core/flow/raise-problems.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

type Flows = Pick<ReleaseSource, 'flows'>;

/**
 * Connectors that a step's AI may ask by its flow, and no model may by the operator's file, each at
 * its place in the flow. Only this machine's file is known: another may say otherwise.
 */
export function closedProblems(
  { flows }: Flows,
  file: ConnectorsFile | undefined,
): readonly Problem[] {
  const found = flows.flatMap(({ flow, source }) =>
    [...flow.steps].flatMap(([name, step]) =>
      askedBy(step).flatMap(({ call }, index) => {
        const entry = file?.connectors[call];
        const why = entry && whyNotForModels(entry);
        if (why === undefined) return [];
        return source.problem({
          code: 'connectors.closed-to-models',
          path: ['steps', name, 'tools', 'connectors', index, 'call'],
          message: `${flow.name}.${name} may not ask ${call}: ${why}`,
          cure: `Have it opened in connectors.yaml (docs/guides/connectors.md), or take it out of \`tools\`: until then the AI is told that ${call} cannot be asked.`,
        });
      }),
    ),
  );
  return raiseProblems(found);
}

/** Looks into the operator's file only where an AI may ask anything. */
export async function closedHere(
  flows: Flows,
  { named }: { readonly named: () => Promise<ConnectorsFile | undefined> },
): Promise<readonly Problem[]> {
  const mayAsk = flows.flows.some(({ flow }) =>
    [...flow.steps.values()].some((step) => askedBy(step).length > 0),
  );
  return mayAsk ? closedProblems(flows, await named()) : [];
}
