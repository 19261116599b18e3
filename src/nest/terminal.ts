import { createInterface, type Interface } from 'node:readline';

import type { Terminal } from '#adapters/cli/terminal.ts';

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;

/** The terminal, or the files and pipes, that the process was started with. */
export function terminalOf({ stdin, stdout, stderr }: Streams): Terminal {
  // For a pipe the type promises too much: isTTY is not there.
  const isTerminal = (stdout.isTTY as boolean | undefined) === true;
  const isWatched = (stderr.isTTY as boolean | undefined) === true;
  let lines: Lines | undefined;
  return {
    isTerminal,
    hasColours: isTerminal && stdout.hasColors(),
    write: (text) => {
      stdout.write(text);
    },
    progress: (text) => {
      // Back to the first column, and what stood there is gone; the next output does the same.
      if (isWatched) stderr.write(`\r\u001b[K${text}`);
    },
    readLine: (prompt) => {
      lines ??= new Lines({ stdin, stdout, stderr });
      return lines.next(prompt);
    },
  };
}

/** Lines of standard input, kept until they are asked for; while nobody asks, the process may end. */
class Lines {
  private readonly typed: string[] = [];
  private readonly reader: Interface;
  private isOver = false;
  private wake: () => void = () => undefined;

  constructor({ stdin, stdout }: Streams) {
    const isTerminal = (stdin.isTTY as boolean | undefined) === true;
    this.reader = createInterface({
      input: stdin,
      terminal: isTerminal,
      ...(isTerminal && { output: stdout }),
    });
    this.reader.on('line', (line) => {
      this.typed.push(line);
      this.wake();
    });
    this.reader.on('close', () => {
      this.isOver = true;
      this.wake();
    });
  }

  async next(prompt: string): Promise<string | undefined> {
    if (this.typed.length === 0 && !this.isOver) await this.type(prompt);
    return this.typed.shift();
  }

  /** Answers once something was typed, or nothing more can be. */
  private async type(prompt: string): Promise<void> {
    this.reader.setPrompt(prompt);
    this.reader.prompt();
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    if (!this.isOver) this.reader.pause();
  }
}
