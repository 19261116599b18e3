import { type ChildProcess, execFileSync, spawn } from 'node:child_process';

import { eventually } from '../eventually.ts';

export const SECRET = 'a-secret-for-tests-only';
const START_PATIENCE_MS = 90_000;

/**
 * Builds what the tests run, unless that is built already; of two that ask one builds.
 * With `TEST_BUILD=skip` whatever is in `dist` is taken.
 */
export function buildOnce(): void {
  if (process.env['TEST_BUILD'] === 'skip') return;
  execFileSync('node', ['.config/build-if-changed.js'], { stdio: 'ignore' });
}

/** The built service in a process of its own, which can be killed. */
export class ParleyProcess {
  output = '';
  private child: ChildProcess | undefined;

  constructor(
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** What a test that waited in vain wants to know. */
  get lastWords(): string {
    return `Parley ${this.isRunning ? 'runs' : 'has ended'}, and said last:\n${this.output.slice(-3000)}`;
  }

  /** Answers once it takes work. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = spawn('node', ['--enable-source-maps', 'dist/main.js'], {
      env: {
        PATH: process.env['PATH'],
        PORT: String(this.port),
        PARLEY_WEBHOOK_SECRETS: SECRET,
        ...this.environment,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.output = '';
    const hear = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    await eventually(
      () => this.output,
      (output) => {
        if (!this.isRunning) throw new Error(`Parley did not start: ${output}`);
        return output.includes('Parley is ready');
      },
      START_PATIENCE_MS,
    );
  }

  /** Lets the failpoint that it was started with count from here on. */
  async arm(): Promise<void> {
    this.child?.kill('SIGUSR2');
    await eventually(
      () => this.output,
      (output) => output.includes('PARLEY_FAILPOINT counts'),
      START_PATIENCE_MS,
    );
  }

  /** Ends it at once, as a crash does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Waits until it has ended by itself. */
  async ended(patienceMs = 30_000): Promise<void> {
    await eventually(
      () => this.isRunning,
      (isRunning) => !isRunning,
      patienceMs,
    );
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.isRunning) this.child?.kill(signal);
    await this.ended();
  }
}
