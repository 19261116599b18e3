import type { ReleaseFile } from '#core/flow/compile-release.ts';

/** The files that designers write. */
export interface Files {
  /** Folder of the flows where the command names none. */
  readonly flowsFolder: () => string;
  /** The files of a release in a folder, those of `copy/` too; paths relative to it. */
  readonly readFlows: (folder: string) => Promise<readonly ReleaseFile[]>;
  /** The chat tests in a folder (`*.chat.yaml`), also below it; paths relative to it. */
  readonly readChats: (folder: string) => Promise<readonly ReleaseFile[]>;
  /** The recorded answers beside the chats (`*.cassette.yaml`), as `readChats` has them. */
  readonly readCassettes: (folder: string) => Promise<readonly ReleaseFile[]>;
  /** Writes a file and the folders it lies in; what stood there is replaced. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Calls `onChange` soon after a file in the folder was saved; answers what ends it. */
  readonly watch: (folder: string, onChange: () => void) => () => void;
}
