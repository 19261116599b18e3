import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import type { PublishRelease } from '#app/releases/publish-release.ts';
import type { ReleaseFile } from '#core/flow/compile-release.ts';

import type { QuarantineDesk } from './quarantine.command.ts';

/** What commands ask of Parley, connected to its database until it is closed. */
export interface UseCases extends QuarantineDesk {
  readonly publishRelease: Pick<PublishRelease, 'execute'>;
  readonly acceptEvents: Pick<AcceptEvents, 'execute'>;
}

/** What commands need of the world; nothing of it is opened before it is asked for. */
export interface CliDeps {
  /** Text for whoever typed the command. */
  readonly write: (text: string) => void;
  /** Who typed it, for the log and the audit. */
  readonly operator: string;
  /** A new UUID. */
  readonly newId: () => string;
  readonly now: () => Date;
  /** Folder of the flows where the command names none. */
  readonly flowsFolder: () => string;
  /** The flow files of a folder. */
  readonly readFlows: (folder: string) => Promise<readonly ReleaseFile[]>;
  /** Brings the database to this build's schema; answers the names of what was applied. */
  readonly migrate: () => Promise<readonly string[]>;
  /** Connects; the caller closes. */
  readonly open: () => Promise<UseCases>;
}

/** Lends the use cases for as long as `work` takes. */
export async function withUseCases<T>(
  { open }: CliDeps,
  work: (useCases: UseCases) => Promise<T>,
): Promise<T> {
  const useCases = await open();
  try {
    return await work(useCases);
  } finally {
    await useCases.close();
  }
}
