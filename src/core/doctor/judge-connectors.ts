import { green, red, type Said } from './finding.ts';

/** Whether all that a bot's flows call has been named by an operator. */
export function judgeConnectors(wanted: number, unnamed: readonly string[]): readonly Said[] {
  if (wanted === 0) return [];
  if (unnamed.length === 0) {
    return [green('connectors', `connectors.yaml names all ${String(wanted)} that flows may call`)];
  }
  return unnamed.map((name) =>
    red(
      'connector-unnamed',
      `No operator has named ${name}: steps that call it take \`failed\``,
      'Name it in connectors.yaml (docs/guides/connectors.md), or point PARLEY_CONNECTORS to the file that does',
    ),
  );
}

/** A connector that a step's AI may ask by its flow, and no model may by the operator's file. */
export interface ClosedToModels {
  /** `flows/help.yaml:9`: where the flow names it. */
  readonly place: string;
  /** What is so, and why. */
  readonly message: string;
  readonly cure: string;
}

/** Whether models may ask what flows let them ask; silent where all is open. */
export function judgeClosed(closed: readonly ClosedToModels[]): readonly Said[] {
  return closed.map(({ place, message, cure }) =>
    red('connector-closed-to-models', `${message} (${place})`, cure),
  );
}
