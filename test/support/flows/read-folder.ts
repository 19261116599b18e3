import { readdirSync, readFileSync } from 'node:fs';

import type { ReleaseFile } from '#core/flow/compile-release.ts';
import { isKnowledgeFile } from '#core/knowledge/knowledge-file.ts';

const ROOT = new URL('../../../', import.meta.url);

/** The flow files of a bot in this repository: `flows`, `examples/bank-card-care`. */
export function readFolder(folder: string): readonly ReleaseFile[] {
  return readBot(folder).filter(({ path }) => !/\.chat\.ya?ml$/.test(path));
}

/** And its chats. */
export function readBot(folder: string): readonly ReleaseFile[] {
  const base = new URL(`${folder}/`, ROOT);
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path) || isKnowledgeFile(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, base), 'utf8') }));
}
