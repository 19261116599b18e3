import { readFileSync } from 'node:fs';

/** How long a read of the file is believed; a changed secret counts from then on at the latest. */
const BELIEVED_MS = 1000;

/**
 * A secret that is kept in a file and may be replaced while the process runs.
 *
 * The first read must succeed. Later ones that cannot be used (the file is gone for a moment, or
 * half written) leave the last good text in force and are reported once as a process warning.
 *
 * @throws whatever reading the file throws, on construction only
 */
export class SecretFile {
  private text: string;
  private readAtMs: number;
  private complained = false;

  /**
   * @param accepts whether a new text can replace the one before; an empty one never does
   */
  constructor(
    private readonly path: string,
    private readonly accepts: (text: string) => boolean = () => true,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.text = readSecret(path);
    this.readAtMs = nowMs();
  }

  /** The secret as of a second ago or later, without the line break at its end. */
  current(): string {
    if (this.nowMs() - this.readAtMs > BELIEVED_MS) this.readAgain();
    return this.text;
  }

  private readAgain(): void {
    this.readAtMs = this.nowMs();
    const text = this.readOrNothing();
    if (text !== '' && this.accepts(text)) {
      this.text = text;
      this.complained = false;
    } else if (!this.complained) {
      this.complained = true;
      process.emitWarning(`${this.path} cannot be used: the secret read before stays in force`);
    }
  }

  private readOrNothing(): string {
    try {
      return readSecret(this.path);
    } catch {
      return ''; // gone for a moment: a mounted secret is replaced by two renames
    }
  }
}

function readSecret(path: string): string {
  return readFileSync(path, 'utf8').trim();
}
