export interface AuditEntry {
  readonly actor: string;
  /** `what.was-done`. */
  readonly action: string;
  readonly subject: string;
  /** Ids and reasons; nothing that customers wrote, and no secret. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface WrittenEntry extends AuditEntry {
  readonly id: string;
  readonly at: Date;
}

export interface AuditFilter {
  readonly actor?: string;
  /** Exactly, or all that begin so where it ends with a dot: `reply.`. */
  readonly action?: string;
  readonly subject?: string;
  /** Id: only older ones. */
  readonly before?: string;
  readonly limit: number;
}

/** What people and operators did; written and read, never changed. */
export abstract class AuditTrail {
  abstract write(entry: AuditEntry): Promise<void>;

  /** All of them, or none. */
  abstract writeAll(entries: readonly AuditEntry[]): Promise<void>;

  /** Unless the same actor did the same to the same subject within the hour. */
  abstract writeHourly(entry: AuditEntry): Promise<void>;

  /** The newest first. */
  abstract list(filter: AuditFilter): Promise<readonly WrittenEntry[]>;
}
