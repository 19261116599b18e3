import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import type { PublishRelease } from '#app/releases/publish-release.ts';
import type { ReleaseFile } from '#core/flow/compile-release.ts';

import type { QuarantineDesk } from './quarantine.command.ts';

/** What commands ask of Parley, connected to its database until it is closed. */
export interface UseCases extends QuarantineDesk {
  readonly publishRelease: Pick<PublishRelease, 'execute'>;
  readonly acceptEvents: Pick<AcceptEvents, 'execute'>;
}

/**
 * What commands need of the world; nothing of it is opened, or even loaded, before it is asked
 * for: a command that only works on files starts without database, server and framework.
 */
export interface CliDeps extends Terminal, Files {
  /** Who typed it, for the log and the audit. */
  readonly operator: string;
  /** A new UUID. */
  readonly newId: () => string;
  readonly now: () => Date;
  /** Brings the database to this build's schema; answers the names of what was applied. */
  readonly migrate: () => Promise<readonly string[]>;
  /** Connects; the caller closes. */
  readonly open: () => Promise<UseCases>;
}

/** Whoever typed the command, or the program that reads what it says. */
export interface Terminal {
  /** Text for standard output. */
  readonly write: (text: string) => void;
  /** A person looks at it: progress and prompts make sense. */
  readonly isTerminal: boolean;
  /** The terminal shows colours, and nobody forbade them (NO_COLOR). */
  readonly hasColours: boolean;
  /** Shows how far long work is, in place of what it showed before; nothing where nobody looks. */
  readonly progress: (text: string) => void;
  /** The next line that is typed, or that stands in the input; `undefined` after the last. */
  readonly readLine: (prompt: string) => Promise<string | undefined>;
}

/** The files that designers write. */
export interface Files {
  /** Folder of the flows where the command names none. */
  readonly flowsFolder: () => string;
  /** The files of a release in a folder, those of `copy/` too; paths relative to it. */
  readonly readFlows: (folder: string) => Promise<readonly ReleaseFile[]>;
  /** The chat tests in a folder (`*.chat.yaml`), also below it; paths relative to it. */
  readonly readChats: (folder: string) => Promise<readonly ReleaseFile[]>;
  /** Writes a file and the folders it lies in; what stood there is replaced. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Calls `onChange` soon after a file in the folder was saved; answers what ends it. */
  readonly watch: (folder: string, onChange: () => void) => () => void;
}

/** Lends the use cases for as long as `work` takes. */
export async function withUseCases<T>(
  { open }: Pick<CliDeps, 'open'>,
  work: (useCases: UseCases) => Promise<T>,
): Promise<T> {
  const useCases = await open();
  try {
    return await work(useCases);
  } finally {
    await useCases.close();
  }
}
