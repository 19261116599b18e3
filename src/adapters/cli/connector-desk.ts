/** A connector as people look at it; nothing of it is secret. */
export interface ShownConnector {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly policy: string;
  /** How Parley says who it is there: `bearer`, `none` … */
  readonly auth: string;
}

/** One trial of a connector. */
export interface TriedConnector {
  /** What was sent, its secrets hidden; `undefined` where no request could be made. */
  readonly request: unknown;
  /** `answered`, `refused`, `unreached`, `ambiguous`. */
  readonly outcome: string;
  readonly reason: string | undefined;
  /** Which way a step would take: `refused`, `failed`; `undefined` where it goes on. */
  readonly way: 'refused' | 'failed' | undefined;
  /** What came where nothing could be made of it: its status and the beginning of its text. */
  readonly received: string | undefined;
  /** What the flow would get. */
  readonly value: unknown;
  readonly tookMs: number;
}

/** What the commands about connectors ask. */
export interface ConnectorDesk {
  list(): readonly ShownConnector[];
  /** `undefined` where nobody has named it. */
  trial(
    name: string,
    input: Readonly<Record<string, unknown>>,
    mocked: boolean,
  ): Promise<TriedConnector | undefined>;
  close(): Promise<void>;
}
