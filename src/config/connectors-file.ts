import { existsSync } from 'node:fs';

const DEFAULT = 'connectors.yaml';

/**
 * The file that names connectors: `PARLEY_CONNECTORS`, or `connectors.yaml` where there is one;
 * `undefined` where nobody names any. For commands that need nothing else of the environment.
 */
export function connectorsFile(source: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = source['PARLEY_CONNECTORS']?.trim() ?? '';
  if (given !== '') return given;
  return existsSync(DEFAULT) ? DEFAULT : undefined;
}
