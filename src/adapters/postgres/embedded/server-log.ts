import { chmodSync, closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

/** A log beyond this is put aside at the next start; the one before that goes. */
const MAX_BYTES = 10 * 1024 * 1024;
const TAIL_LINES = 12;

/** The file that a server writes what it has to say to; readable to its owner alone. */
export class ServerLog {
  private startedAt = 0;

  constructor(private readonly path: string) {}

  /** Opens it for a server that starts now; `tail` tells what was written from here on. */
  open(): number {
    if (this.sizeBytes() > MAX_BYTES) renameSync(this.path, `${this.path}.1`);
    this.startedAt = this.sizeBytes();
    const descriptor = openSync(this.path, 'a', 0o600);
    chmodSync(this.path, 0o600);
    return descriptor;
  }

  close(descriptor: number): void {
    closeSync(descriptor);
  }

  /** The last lines since the latest start. */
  tail(): string {
    try {
      const written = readFileSync(this.path).subarray(this.startedAt).toString('utf8');
      return written.trim().split('\n').slice(-TAIL_LINES).join('\n');
    } catch {
      return '';
    }
  }

  private sizeBytes(): number {
    return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }
}
