import { fileTypeFromBuffer } from 'file-type';

import { FileTypes } from '#app/ports/file-types.ts';

/** More does not say more, and costs who looks through a hostile file. */
const MOST_BYTES = 1024 * 1024;

/** Tells files apart by their own signatures. */
export class ContentFileTypes extends FileTypes {
  override async of(bytes: Uint8Array): Promise<string | null> {
    try {
      const found = await fileTypeFromBuffer(bytes.subarray(0, MOST_BYTES));
      return found?.mime ?? null;
    } catch {
      return null; // it begins like something and goes on like nothing
    }
  }
}
