import { readFileSync } from 'node:fs';

import { readConnectorsText } from '#adapters/connectors/read-connectors-text.ts';
import { openConnectorSecrets, type ReadSecret } from '#config/connector-secrets.ts';
import { InvalidEnvironment } from '#config/invalid-environment.ts';
import { AppError } from '#core/app-error.ts';
import { secretsIn } from '#core/calls/secrets-in.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import { formatProblem, type Problem } from '#core/flow/problem.ts';

/** What an operator has named: the connectors, and their secrets. */
export interface NamedConnectors {
  readonly file: ConnectorsFile | undefined;
  readonly secret: ReadSecret;
  /** Where they stand; `undefined` where there is no file. */
  readonly path: string | undefined;
}

/** The file of connectors is not as it should be. */
class ConnectorsInvalid extends AppError {
  override readonly code = 'connectors.invalid';
  override readonly kind = 'invalid';

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(problem, '.')).join('\n\n'));
  }
}

/** PARLEY_CONNECTORS names a file that cannot be read. */
class ConnectorsUnreadable extends AppError {
  override readonly code = 'connectors.unreadable';
  override readonly kind = 'invalid';

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be read: correct PARLEY_CONNECTORS, or unset it`, {}, { cause });
  }
}

/**
 * The connectors of a file, `undefined` where there is none.
 *
 * @throws ConnectorsInvalid, ConnectorsUnreadable, InvalidEnvironment where a secret is missing
 */
export function namedConnectors(path: string | undefined): NamedConnectors {
  if (path === undefined) return { file: undefined, secret: () => undefined, path };

  const read = readConnectorsText(path, textOf(path));
  if ('problems' in read) throw new ConnectorsInvalid(read.problems);
  const { secret, faults } = openConnectorSecrets(read.value.secrets ?? []);
  if (faults.length > 0) throw new InvalidEnvironment(faults);
  return { file: read.value, secret, path };
}

/**
 * What a process has to know that asks nobody: the bots whose later answers may come to it, as far
 * as the secrets that they sign by are there. Connectors' secrets it needs none of, and a file that
 * is not as it should be is told by those that ask.
 */
export function namedForAnswers(path: string | undefined): NamedConnectors {
  const file = connectorsOrNone(path);
  const { secret } = openConnectorSecrets(file?.secrets ?? []);
  const bots = Object.entries(file?.bots ?? {}).filter(
    ([, bot]) =>
      !('webhook' in bot) || secretsIn(bot.secret).every((name) => secret(name) !== undefined),
  );
  const known = file && { ...file, connectors: {}, bots: Object.fromEntries(bots) };
  return { file: known, secret, path };
}

function connectorsOrNone(path: string | undefined): ConnectorsFile | undefined {
  try {
    return connectorsIn(path);
  } catch {
    return undefined;
  }
}

/**
 * What the file says, without its secrets: for commands that ask nobody.
 *
 * @throws ConnectorsInvalid, ConnectorsUnreadable
 */
export function connectorsIn(path: string | undefined): ConnectorsFile | undefined {
  if (path === undefined) return undefined;
  const read = readConnectorsText(path, textOf(path));
  if ('problems' in read) throw new ConnectorsInvalid(read.problems);
  return read.value;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConnectorsUnreadable(path, cause);
  }
}
