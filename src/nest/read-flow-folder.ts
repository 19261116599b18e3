import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import type { ReleaseFile } from '#core/flow/compile-release.ts';
import { isKnowledgeFile } from '#core/knowledge/knowledge-file.ts';

const FLOW_FILE = /\.ya?ml$/;
/** Chats that try the flows lie beside them and are no part of a release. */
const CHAT_FILE = /\.chat\.ya?ml$/;
const CASSETTE_FILE = /\.cassette\.ya?ml$/;

/**
 * The files of a release as they lie in a folder and below it, its knowledge too; paths relative to
 * it with `/` between the names.
 *
 * @throws as `readdir` and `readFile` do
 */
export function readFlowFolder(folder: string): Promise<readonly ReleaseFile[]> {
  return readFiles(
    folder,
    (path) =>
      isKnowledgeFile(path) ||
      (FLOW_FILE.test(path) && !CHAT_FILE.test(path) && !CASSETTE_FILE.test(path)),
  );
}

/**
 * The chat tests of a folder, like `readFlowFolder`.
 *
 * @throws as `readdir` and `readFile` do
 */
export function readChatFolder(folder: string): Promise<readonly ReleaseFile[]> {
  return readFiles(folder, (path) => CHAT_FILE.test(path));
}

/**
 * The recorded answers of models beside the chats, like `readFlowFolder`.
 *
 * @throws as `readdir` and `readFile` do
 */
export function readCassetteFolder(folder: string): Promise<readonly ReleaseFile[]> {
  return readFiles(folder, (path) => CASSETTE_FILE.test(path));
}

async function readFiles(
  folder: string,
  isOurs: (path: string) => boolean,
): Promise<readonly ReleaseFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isOurs)
    .sort();
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })),
  );
}
