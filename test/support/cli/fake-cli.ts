import type { CliDeps, OpenKnowledge, OpenModel, UseCases } from '#adapters/cli/cli-deps.ts';
import { runCommandLine } from '#adapters/cli/command-line.ts';
import type { ConnectorDesk } from '#adapters/cli/connector-desk.ts';
import type { DoctorDesk } from '#adapters/cli/doctor/doctor-desk.ts';
import type { ReleaseFile } from '#core/flow/compile-release.ts';

const CHAT = /\.chat\.ya?ml$/;
const CASSETTE = /\.cassette\.ya?ml$/;

/** A command line whose files, input and output are in memory. */
export class FakeCli {
  /** What went to standard output, and to standard error. */
  said = '';
  complaints = '';
  /** Files by their path, folder included: `flows/bot.yaml`. */
  readonly files = new Map<string, string>();
  /** Lines that are typed. */
  readonly typed: string[] = [];
  /** Calls this when files of a watched folder have changed. */
  changed: (() => void) | undefined;

  constructor(private readonly more: Partial<CliDeps> = {}) {}

  /** Puts files into a folder. */
  has(files: readonly ReleaseFile[], folder = 'flows'): this {
    for (const { path, text } of files) this.files.set(`${folder}/${path}`, text);
    return this;
  }

  /** Answers the exit code; what was said before is forgotten. */
  run(...args: readonly string[]): Promise<number> {
    this.said = '';
    this.complaints = '';
    const complain = (text: string): void => {
      this.complaints += `${text}\n`;
    };
    return runCommandLine({ args, deps: this.deps(), complain });
  }

  /** What `--json` answered. */
  json(): unknown {
    return JSON.parse(this.said);
  }

  private deps(): CliDeps {
    return {
      write: (text) => {
        this.said += text;
      },
      ...{ isTerminal: false, hasColours: false, progress: () => undefined },
      readLine: () => Promise.resolve(this.typed.shift()),
      ...{ operator: 'ops', newId: () => 'a-new-id', now: () => new Date(0) },
      flowsFolder: () => 'flows',
      readFlows: (folder) =>
        this.filesIn(
          folder,
          (path) =>
            /knowledge\/[^]*\.(?:md|txt)$/.test(path) ||
            (/\.ya?ml$/.test(path) && !CHAT.test(path) && !CASSETTE.test(path)),
        ),
      readCassettes: (folder) => this.filesIn(folder, (path) => CASSETTE.test(path)),
      readChats: (folder) => this.filesIn(folder, (path) => CHAT.test(path)),
      writeFile: (path, text) => {
        this.files.set(path, text);
        return Promise.resolve();
      },
      watch: (_folder, onChange) => {
        this.changed = onChange;
        return () => undefined;
      },
      migrate: () => Promise.resolve([]),
      doctor: () => Promise.reject<DoctorDesk>(new Error('not asked for here')),
      connectors: () => Promise.reject<ConnectorDesk>(new Error('not asked for here')),
      model: () => Promise.reject<OpenModel>(new Error('not asked for here')),
      knowledge: () => Promise.reject<OpenKnowledge>(new Error('not asked for here')),
      named: () => Promise.resolve(undefined),
      open: () => Promise.reject<UseCases>(new Error('not asked for here')),
      ...this.more,
    };
  }

  private filesIn(
    folder: string,
    isOurs: (path: string) => boolean,
  ): Promise<readonly ReleaseFile[]> {
    const found = [...this.files]
      .filter(([path]) => path.startsWith(`${folder}/`) && isOurs(path))
      .map(([path, text]) => ({ path: path.slice(folder.length + 1), text }));
    return [...this.files.keys()].some((path) => path.startsWith(`${folder}/`))
      ? Promise.resolve(found)
      : Promise.reject(new Error(`ENOENT ${folder}`));
  }
}
