/** What `ai` steps may rest their answers on lies in this folder, beside the flows. */
const FOLDER = 'knowledge/';
const FILE = /^knowledge\/(?:[^/]+\/)*[^/]+\.(?:md|txt)$/;
const LOCALE = /^[a-z]{2}(?:-[A-Z]{2})?$/;

/** Whether a path within a bot's folder is one of its files of knowledge. */
export function isKnowledgeFile(path: string): boolean {
  return FILE.test(path);
}

/** A file of knowledge by its names. */
export interface KnowledgeName {
  /** As flows call it, the same in each language: `delivery.md`. */
  readonly file: string;
  /** Of the folder that it lies in, `knowledge/es/delivery.md`; `undefined` for none. */
  readonly locale: string | undefined;
}

export function knowledgeNameOf(path: string): KnowledgeName {
  const name = path.slice(FOLDER.length);
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0 || !LOCALE.test(first)) return { file: name, locale: undefined };
  return { file: rest.join('/'), locale: first };
}
