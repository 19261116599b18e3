import type { Fault } from './faults.ts';
import { SecretFile } from './secret-file.ts';

/** The value of a secret; one from a file is read again when the file changes. */
export type ReadSecret = (name: string) => string | undefined;

/**
 * The variables that connectors.yaml lists, and no others: each `NAME`, or `NAME_FILE` that names a
 * file.
 */
export function openConnectorSecrets(
  names: readonly string[],
  source: NodeJS.ProcessEnv = process.env,
): { readonly secret: ReadSecret; readonly faults: readonly Fault[] } {
  const readers = new Map<string, () => string>();
  const faults: Fault[] = [];
  for (const name of names) {
    const opened = open(name, source[name]?.trim() ?? '', source[`${name}_FILE`]?.trim() ?? '');
    if (typeof opened === 'string') faults.push({ at: name, message: opened });
    else readers.set(name, opened);
  }
  return { secret: (name) => readers.get(name)?.(), faults };
}

function open(name: string, direct: string, path: string): (() => string) | string {
  if (direct !== '' && path !== '') return `set ${name} or ${name}_FILE, not both`;
  if (direct !== '') return () => direct;
  if (path === '') return `${name} is missing: connectors.yaml lists it among its secrets`;
  try {
    const file = new SecretFile(path);
    return () => file.current();
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return `${name}_FILE cannot be read: ${why}`;
  }
}
