import { CopyFile } from '../model/copy-file.ts';
import { Locale } from '../model/words.ts';
import type { RawProblem } from '../raise-problems.ts';
import { findingsOf } from './shape-problems.ts';
import type { Source } from './source.ts';

/** The texts of one language. */
export interface CopySource {
  readonly locale: string;
  readonly source: Source;
}

const COPY_FILE = /^copy\/([^/]+)\.ya?ml$/;

/** The language that a file holds the texts of, `undefined` for a file of another kind. */
export function localeOfFile(path: string): string | undefined {
  return COPY_FILE.exec(path)?.[1];
}

/** `copy/<locale>.yaml` by form; what it translates is found when it is merged. */
export function readCopy(
  locale: string,
  source: Source,
): { readonly copy: CopySource | undefined; readonly problems: readonly RawProblem[] } {
  if (!Locale.safeParse(locale).success) {
    const message = `"${locale}" is no language`;
    const cure = 'Call the file by a language, such as copy/es.yaml or copy/es-MX.yaml.';
    const problem = source.problem({ code: 'copy.unknown-locale', path: [], message, cure });
    return { copy: undefined, problems: [problem] };
  }
  const read = CopyFile.safeParse(source.value, { reportInput: true });
  const findings = read.success ? [] : findingsOf(read.error.issues, [], CopyFile);
  const problems = findings.map((finding) => source.problem(finding));
  return { copy: read.success ? { locale, source } : undefined, problems };
}
