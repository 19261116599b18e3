import type { ClaimedCall } from '#app/ports/call-outbox.ts';
import { CallTargets, type TargetRules } from '#app/ports/call-targets.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';

import { HttpConnector, type Secrets } from './http-connector.ts';

/** The connectors that an operator has named, and whatever else stands beside them. */
export class ConnectorTargets extends CallTargets {
  private connectors: ReadonlyMap<string, HttpConnector> = new Map();
  private known: ReadonlyMap<string, TargetRules> = new Map();

  constructor(
    file: ConnectorsFile | undefined,
    secrets: Secrets,
    /** The AI, which is asked like any connector. */
    private readonly ai?: CallTargets,
  ) {
    super();
    this.take(file, secrets);
  }

  /**
   * Takes these in place of those before: a connector that is unchanged keeps its connections, its
   * token and its cache; what another has under way is still waited for.
   */
  take(file: ConnectorsFile | undefined, secrets: Secrets): void {
    const before = this.connectors;
    this.connectors = new Map(
      Object.entries(file?.connectors ?? {}).map(([name, entry]) => {
        const known = before.get(name);
        return [name, known?.is(entry) === true ? known : new HttpConnector(name, entry, secrets)];
      }),
    );
    const own = [...this.connectors].map(([name, { rules }]) => [name, rules] as const);
    this.known = new Map([...own, ...(this.ai?.rules() ?? [])]);
    for (const [name, connector] of before) {
      if (this.connectors.get(name) !== connector) connector.retire();
    }
  }

  override rules(): ReadonlyMap<string, TargetRules> {
    return this.known;
  }

  override async ask(call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome> {
    const connector = this.connectors.get(call.target);
    if (connector !== undefined) {
      return connector.ask(call.input, idempotencyKey(call, connector.rules), signal);
    }
    if (this.ai?.rules().has(call.target) === true) return this.ai.ask(call, signal);
    return { kind: 'refused', reason: `no operator has named the connector ${call.target}` };
  }

  /** Breaks off what is still under way. */
  async close(): Promise<void> {
    await Promise.all([...this.connectors.values()].map((connector) => connector.close()));
  }
}

/** The effect's own name: the same in every attempt, and of no other effect. */
function idempotencyKey(
  { conversationId, seq, idx, policy, key }: ClaimedCall,
  rules: TargetRules,
): string | undefined {
  if ((rules.policy ?? policy) !== 'idempotent') return undefined;
  return key ?? `${conversationId}-${String(seq)}-${String(idx)}`;
}
