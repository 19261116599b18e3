import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import type { ReleaseFile } from '#core/flow/compile-release.ts';

const FLOW_FILE = /\.ya?ml$/;
/** Chats that try the flows lie beside them and are no part of a release. */
const CHAT_FILE = /\.chat\.ya?ml$/;

/**
 * The files of a release as they lie in a folder and below it, paths relative to it with `/`
 * between the names.
 *
 * @throws as `readdir` and `readFile` do
 */
export function readFlowFolder(folder: string): Promise<readonly ReleaseFile[]> {
  return readFiles(folder, (name) => FLOW_FILE.test(name) && !CHAT_FILE.test(name));
}

/**
 * The chat tests of a folder, like `readFlowFolder`.
 *
 * @throws as `readdir` and `readFile` do
 */
export function readChatFolder(folder: string): Promise<readonly ReleaseFile[]> {
  return readFiles(folder, (name) => CHAT_FILE.test(name));
}

async function readFiles(
  folder: string,
  isOurs: (name: string) => boolean,
): Promise<readonly ReleaseFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && isOurs(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}
