/** Tells what a file is by its first bytes, whatever anybody calls it. */
export abstract class FileTypes {
  /** As `image/png`; `null` where it does not show. Never throws. */
  abstract of(bytes: Uint8Array): Promise<string | null>;
}
