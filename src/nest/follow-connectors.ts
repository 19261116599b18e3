import { readFileSync } from 'node:fs';

import type { Incidents } from '#app/ports/incidents.ts';

import { type NamedConnectors, namedConnectors } from './named-connectors.ts';

/** How soon a changed file counts. */
const EVERY_MS = 2_000;

/**
 * Takes a changed connectors.yaml while Parley runs. What is wrong with it is told with its place,
 * once, and the one before stays in force.
 */
export class FollowConnectors {
  private timer: NodeJS.Timeout | undefined;
  private text: string | undefined;

  constructor(
    private readonly path: string,
    private readonly take: (named: NamedConnectors) => void,
    private readonly incidents: Pick<Incidents, 'failed'>,
  ) {
    this.text = this.read();
  }

  start(): void {
    this.timer = setInterval(() => {
      this.look();
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Takes the file if it has changed since the last look. */
  look(): void {
    const text = this.read();
    // Gone for a moment: a mounted file is replaced by two renames.
    if (text === undefined || text === this.text) return;
    this.text = text;
    try {
      this.take(namedConnectors(this.path));
    } catch (failure) {
      this.incidents.failed('take the changed connectors.yaml; the one before stays', failure);
    }
  }

  private read(): string | undefined {
    try {
      return readFileSync(this.path, 'utf8');
    } catch {
      return undefined;
    }
  }
}
