import { whyNotForModels } from '#core/calls/for-models.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import { askedBy } from '#core/flow/model/steps/ai.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

/** Connectors that a step's AI may ask by its flow, and no model may by the operator's file: a line each. */
export function closedToModels(
  { flows }: Pick<ReleaseSource, 'flows'>,
  file: ConnectorsFile | undefined,
): readonly string[] {
  return flows.flatMap(({ flow }) =>
    [...flow.steps].flatMap(([name, step]) =>
      askedBy(step).flatMap(({ call }) => {
        const entry = file?.connectors[call];
        const why = entry && whyNotForModels(entry);
        return why === undefined ? [] : [`${flow.name}.${name} may not ask ${call}: ${why}`];
      }),
    ),
  );
}
