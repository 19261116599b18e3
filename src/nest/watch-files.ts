import { watch } from 'node:fs';

/** An editor writes a file in several steps; it is read once they are over. */
const SETTLE_MS = 100;

/**
 * Calls `onChange` soon after something in the folder, or below it, was saved; once where several
 * files were.
 *
 * @returns what ends the watching
 * @throws as `watch` does where the folder is not there
 */
export function watchFiles(folder: string, onChange: () => void): () => void {
  let settling: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLE_MS);
  });
  return () => {
    clearTimeout(settling);
    watcher.close();
  };
}
