import type { Fault } from './faults.ts';
import { readAs } from './read-as.ts';
import { SecretFile } from './secret-file.ts';
import { Variables } from './variables.ts';

const SECRETS = [
  ...(['DATABASE_URL', 'BRAZE_API_KEY'] as const),
  ...(['PARLEY_WEBHOOK_SECRETS', 'PARLEY_CURRENTS_SECRETS'] as const),
  'PARLEY_OIDC_CLIENT_SECRET' as const,
  'PARLEY_AI_API_KEY' as const,
  'PARLEY_NOTIFY_SECRET' as const,
  ...(['PARLEY_CHATWOOT_TOKEN', 'PARLEY_CHATWOOT_WEBHOOK_SECRET'] as const),
] as const;

export type SecretName = (typeof SECRETS)[number];

export interface SecretFiles {
  readonly files: ReadonlyMap<SecretName, SecretFile>;
  readonly faults: readonly Fault[];
}

/** Opens the file of each secret that is given as `NAME_FILE`. */
export function openSecretFiles(source: Readonly<Record<string, string>>): SecretFiles {
  const files = new Map<SecretName, SecretFile>();
  const faults: Fault[] = [];
  for (const name of SECRETS) {
    const path = source[`${name}_FILE`];
    if (path === undefined) continue;

    const opened = open(name, path, source[name]);
    if (typeof opened === 'string') faults.push({ at: name, message: opened });
    else files.set(name, opened);
  }
  return { files, faults };
}

/** The file, or what keeps it from being read. */
function open(name: SecretName, path: string, direct: string | undefined): SecretFile | string {
  if (direct !== undefined) return `set ${name} or ${name}_FILE, not both`;

  try {
    const file = new SecretFile(path, (text) => 'value' in readAs(Variables, { [name]: text }));
    return file.current() === '' ? `${name}_FILE names an empty file: ${path}` : file;
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    return `${name}_FILE must name a file that this process may read: ${path} (${why})`;
  }
}
