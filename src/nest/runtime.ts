import type { Environment } from '#config/environment.ts';
import type { RecipientGuard } from '#core/delivery/recipient-guard.ts';

import { type Failpoint, readFailpoint } from './failpoint.ts';
import { recipientGuardOf } from './guarded.ts';

/** What the process is started with, once everything that may be left out has been filled in. */
export class Runtime {
  constructor(
    readonly environment: Environment,
    readonly databaseUrl: string,
    /** This process among the replicas: a UUID. */
    readonly replicaId: string,
    readonly braze: { readonly url: string; readonly apiKey: () => string },
    /** The command line's, which listens to nobody. */
    private readonly isCommand = false,
    /** Where this process listens, where it says so itself. */
    private readonly ownUrl?: string,
  ) {}

  /** Any of them opens the webhook door. */
  get webhookSecrets(): () => readonly string[] {
    return this.environment.webhookSecrets;
  }

  /** Who may be written to, where that is not everybody. */
  get recipientGuard(): RecipientGuard {
    return recipientGuardOf(this.environment);
  }

  /** Where a test wants this process to die; never in production. */
  get failpoint(): Failpoint | undefined {
    return readFailpoint(this.environment.PARLEY_FAILPOINT ?? '');
  }

  /** Where files lie that a stand-in for Braze holds on this machine; `undefined` with the real one. */
  get mediaOrigin(): string | undefined {
    if (!URL.canParse(this.braze.url)) return undefined; // the command line's, which fetches nothing
    const { protocol, origin } = new URL(this.braze.url);
    return protocol === 'http:' ? origin : undefined;
  }

  /** Where Braze finds what agents send; its stand-in is on this machine. */
  get publicUrl(): string | undefined {
    const { PARLEY_PUBLIC_URL, usesSandbox } = this.environment;
    return PARLEY_PUBLIC_URL ?? (usesSandbox ? this.ownUrl : undefined);
  }

  /** Takes webhooks, and serves the pages. */
  get isWeb(): boolean {
    return this.environment.PARLEY_ROLE !== 'worker';
  }

  get servesApi(): boolean {
    return this.isWeb && !this.isCommand;
  }

  /** Sends, writes back and fires timers. */
  get isWorker(): boolean {
    return this.environment.PARLEY_ROLE !== 'web';
  }
}
